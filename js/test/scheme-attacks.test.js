// The lints of a scheme, each with the attack that it prevents. A valid scheme refuses the forgery. The unsafe scheme, which would accept it, cannot
// be built. If the lint is waived, the forgery is accepted, which shows that only the lint prevents it. Node's crypto signs.

import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";

import { Verifier } from "hookward";

const SECRET = "acme_c41f7a90be52";
const NOW = 1_790_000_000;
const HEADER = "x-acme-signature";

const acme = {
  id: "acme",
  name: "Acme",
  docs: "https://acme.example/webhooks",
  signature: { header: HEADER, syntax: "plain", encoding: "hex" },
  signedContent: "{body}",
};
const timed = { ...acme, timestamp: { header: "x-acme-timestamp", unit: "s" }, signedContent: "{timestamp}.{body}" };
const waived = (scheme) => ({ ...scheme, waivers: ["adjacent_parts"] });

const mac = (content, secret = SECRET) => createHmac("sha256", secret).update(content).digest("hex");

/** Verifies a request, and returns `ok` or the code of its refusal. */
function outcome(scheme, request, secret = SECRET) {
  const result = new Verifier({ scheme, secret }).check({ now: NOW * 1000, ...request });
  return result.ok ? "ok" : result.code;
}

/** Returns the property for which a scheme is refused. */
function lint(scheme) {
  try {
    new Verifier({ scheme, secret: SECRET });
  } catch (error) {
    assert.equal(error.code, "invalid_scheme");
    return error.field;
  }
  return "nothing";
}

test("a timestamp that is not signed: an old delivery is made new", () => {
  const at = (seconds, signed) => ({
    headers: { [HEADER]: mac(signed), "x-acme-timestamp": `${seconds}` },
    body: "{}",
  });
  // The attacker has a delivery from last year, and writes the current time into its header.
  assert.equal(outcome(timed, at(NOW - 31_536_000, `${NOW - 31_536_000}.{}`)), "timestamp_too_old");
  assert.equal(outcome(timed, at(NOW, `${NOW - 31_536_000}.{}`)), "signature_mismatch");
  assert.equal(outcome(timed, at(NOW, `${NOW}.{}`)), "ok");
  assert.equal(lint({ ...timed, signedContent: "{body}" }), "signedContent");
});

test("parts with nothing between them: a digit goes from the body into the timestamp", () => {
  // The provider signed the time 179000000 and the body "000" years ago. The same bytes are the current time 1790000000 and "00".
  const seconds = Math.floor(NOW / 10);
  const [signed, body] = [`${seconds}${NOW % 10}00`, "00"];
  const moved = { headers: { [HEADER]: mac(signed), "x-acme-timestamp": `${NOW}` }, body };
  assert.equal(signed, `${NOW}${body}`);
  const adjacent = { ...timed, signedContent: "{timestamp}{body}" };
  assert.equal(outcome(timed, moved), "signature_mismatch");
  assert.equal(lint(adjacent), "signedContent");
  assert.equal(outcome(waived(adjacent), moved), "ok", "what was signed as body is taken for a time");
});

test("a separator that the part before it may contain: the same", () => {
  const zero = { ...timed, signedContent: "{timestamp}0{body}" };
  const body = "0";
  const moved = { headers: { [HEADER]: mac(`${NOW}0${body}`), "x-acme-timestamp": `${NOW}` }, body };
  assert.equal(lint(zero), "signedContent");
  assert.equal(outcome(waived(zero), moved), "ok");
  // In a URL, only printable characters are possible. A space or a line break cannot occur.
  const url = "https://app.example/hook";
  for (const [content, expected] of [
    ["{url}{body}", "signedContent"],
    ["{url}.{body}", "signedContent"],
    ["{path}.{body}", "signedContent"],
    ["{query}&{body}", "signedContent"],
    ["{method}A{body}", "signedContent"],
    ["{url} {body}", "nothing"],
    ["{url}\n{body}", "nothing"],
    ["{method} {url} {body}", "nothing"],
    ["{method}.{body}", "nothing"],
  ])
    assert.equal(lint({ ...acme, signedContent: content }), expected, content);
  // A delivery to `…/hook` with the body `/admin.{}` would be accepted as a delivery to `…/hook/admin` with another body.
  const signed = `${url}./admin.{}`;
  const sent = (to, content) => ({ url: to, headers: { [HEADER]: mac(signed) }, body: content });
  const dotted = waived({ ...acme, signedContent: "{url}.{body}" });
  assert.equal(outcome(dotted, sent(url, "/admin.{}")), "ok");
  assert.equal(outcome(dotted, sent(`${url}./admin`, "{}")), "ok", "the border has moved");
  const spaced = { ...acme, signedContent: "{url} {body}" };
  const own = { headers: { [HEADER]: mac(`${url} /admin {}`) } };
  assert.equal(outcome(spaced, { ...own, url, body: "/admin {}" }), "ok");
  assert.equal(outcome(spaced, { ...own, url: `${url} /admin`, body: "{}" }), "invalid_url");
});

test("a part that varies behind the body: the end of the body goes into a header", () => {
  const after = { ...acme, signedContent: "{body}.{x-acme-id}" };
  const headers = (id) => ({ [HEADER]: mac('{"a":1}.b.c'), "x-acme-id": id });
  assert.equal(lint(after), "signedContent");
  assert.equal(outcome(waived(after), { headers: headers("c"), body: '{"a":1}.b' }), "ok");
  // A header that contains the separator is refused. Without it, only one boundary is possible.
  assert.equal(outcome(waived(after), { headers: headers("b.c"), body: '{"a":1}' }), "malformed_header");
});

test("a form: what was a name becomes a value", () => {
  const form = { ...acme, signedContent: "{url} {form}", contentTypes: ["application/x-www-form-urlencoded"] };
  const url = "https://app.example/hook";
  const signed = { url, headers: { [HEADER]: mac(`${url} amount10to5`) } };
  assert.equal(lint(form), "signedContent");
  assert.equal(outcome(waived(form), { ...signed, body: "amount=10&to=5" }), "ok");
  assert.equal(outcome(waived(form), { ...signed, body: "amount1=0to5" }), "ok", "another form with the same content");
  assert.equal(outcome(waived(form), { ...signed, body: "amount=11&to=5" }), "signature_mismatch");
  // The parsed form is not JSON, even with a waiver.
  assert.equal(lint(waived({ ...form, reserialized: true })), "signedContent");
  assert.equal(lint(waived({ ...form, timestamp: { body: "at", unit: "s" } })), "signedContent");
});

test("a hash of the body in a url that is not signed: body and hash are replaced together", () => {
  const hashed = { ...acme, signedContent: "{url}", bodyHash: { query: "bodySHA256" } };
  const sha256 = (body) => createHash("sha256").update(body).digest("hex");
  const to = (body) => `https://app.example/hook?bodySHA256=${sha256(body)}`;
  const headers = { [HEADER]: mac(to("{}")) };
  assert.equal(outcome(hashed, { url: to("{}"), headers, body: "{}" }), "ok");
  assert.equal(outcome(hashed, { url: to("{}"), headers, body: "[]" }), "signature_mismatch");
  assert.equal(outcome(hashed, { url: to("[]"), headers, body: "[]" }), "signature_mismatch");
  // A second hash in addition to the signed one, whichever the receiver reads.
  for (const twice of [`${to("{}")}&bodySHA256=${sha256("[]")}`, "https://app.example/hook"])
    assert.equal(outcome(hashed, { url: twice, headers: { [HEADER]: mac(twice) }, body: "[]" }), "signature_mismatch");
  for (const content of ["{path}", "{method}", "{x-acme-id}"])
    assert.equal(lint({ ...hashed, signedContent: content }), "bodyHash", content);
  // If the body were also in the content, one of the two would not be checked.
  assert.equal(lint({ ...hashed, signedContent: "{url} {body}" }), "bodyHash");
  assert.equal(lint(waived({ ...hashed, signedContent: "{url}{form}" })), "bodyHash");
  assert.equal(lint({ ...hashed, bodyHash: undefined }), "signedContent");
  assert.equal(lint({ ...hashed, bodyHash: { query: "" } }), "bodyHash");
});

test("several signature headers and a timestamp in each: a fresh one lets a stale one pass", () => {
  const fields = { header: "acme-one", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "hex" };
  const one = { ...timed, signature: fields, timestamp: { field: "t", unit: "s" } };
  const at = (seconds) => `t=${seconds},v1=${mac(`${seconds}.{}`)}`;
  assert.equal(outcome(one, { headers: { "acme-one": at(NOW) }, body: "{}" }), "ok");
  assert.equal(outcome(one, { headers: { "acme-one": at(NOW - 9999) }, body: "{}" }), "timestamp_too_old");
  const two = { ...fields, moreHeaders: ["acme-two"] };
  assert.equal(lint({ ...one, signature: two }), "signature.moreHeaders");
  const list = { ...two, syntax: { list: { separator: "," } } };
  assert.equal(lint({ ...one, signature: list, timestamp: { position: 1, unit: "s" } }), "signature.moreHeaders");
  // If the time has its own header, both signatures share one time.
  const sound = { ...timed, signature: { ...two, syntax: "plain" } };
  const both = (seconds) => ({
    "acme-one": "0".repeat(64),
    "acme-two": mac(`${seconds}.{}`),
    "x-acme-timestamp": seconds,
  });
  assert.equal(outcome(sound, { headers: both(`${NOW}`), body: "{}" }), "ok");
  assert.equal(outcome(sound, { headers: both(`${NOW - 9999}`), body: "{}" }), "timestamp_too_old");
});

test("groups: the time of one is never that of another", () => {
  const syntax = { fields: { separator: ",", key: "v1", groups: " " } };
  const signature = { header: HEADER, syntax, encoding: "hex" };
  const groups = { ...timed, signature, timestamp: { field: "t", unit: "s" } };
  const group = (seconds, signed = seconds) => `t=${seconds},v1=${mac(`${signed}.{}`)}`;
  const sent = (...all) => ({ headers: { [HEADER]: all.join(" ") }, body: "{}" });
  assert.equal(outcome(groups, sent(group(NOW))), "ok");
  assert.equal(outcome(groups, sent(`t=${NOW},v1=${"0".repeat(64)}`, group(NOW - 1))), "ok");
  // The attacker adds a group with the current time to a group that was signed last year, or exchanges the times.
  assert.equal(outcome(groups, sent(`t=${NOW},v1=${"0".repeat(64)}`, group(NOW - 31_536_000))), "timestamp_too_old");
  assert.equal(outcome(groups, sent(group(NOW, NOW - 100), group(NOW - 100, NOW))), "signature_mismatch");
  // A timestamp in a header or in the body would apply to all groups, and this separator splits a group.
  assert.equal(lint({ ...groups, timestamp: timed.timestamp }), "signature.syntax");
  assert.equal(lint({ ...groups, timestamp: { body: "at", unit: "s" }, signedContent: "{body}" }), "signature.syntax");
  assert.equal(lint({ ...groups, timestamp: undefined, signedContent: "{body}" }), "signature.syntax");
  const cut = { fields: { separator: ",", key: "v1", groups: ", " } };
  assert.equal(lint({ ...groups, signature: { ...signature, syntax: cut } }), "signature.syntax");
});

test("a label of a header that any proxy sets: it is not the provider's", () => {
  for (const header of ["x-forwarded-for", "x-real-ip", "cookie"]) {
    assert.equal(lint({ ...acme, deliveryId: { header } }), "deliveryId", header);
    assert.equal(lint({ ...acme, event: { header } }), "event", header);
  }
  // A signed header has the provider's value, whatever its name.
  assert.equal(
    lint({ ...acme, signedContent: "{x-forwarded-for}.{body}", event: { header: "x-forwarded-for" } }),
    "nothing",
  );
});

test("the response to a challenge that is a signature of a delivery", () => {
  const challenge = {
    method: "GET",
    token: { query: "token" },
    response: '{"response_token":"{mac}"}',
  };
  // The attacker requests the MAC of a body of its choice, and sends that body as a delivery.
  assert.equal(lint({ ...acme, challenge, contentTypes: ["text/plain"] }), "challenge");
  assert.equal(lint({ ...acme, challenge, reserialized: true }), "challenge");
  const verifier = new Verifier({ scheme: { ...acme, challenge }, secret: SECRET });
  const token = "transfer-all";
  const { ok, response } = verifier.checkChallenge({ method: "GET", query: `token=${token}` });
  assert.equal(ok, true);
  const { response_token: given } = JSON.parse(response.body);
  const signature = given.replace(/^sha256=/, "");
  assert.equal(signature, mac(token));
  // The response contains a valid signature: without the challenge in the scheme, such a body would be accepted.
  assert.equal(outcome(acme, { headers: { [HEADER]: signature }, body: token }), "ok");
  assert.equal(
    outcome({ ...acme, challenge }, { headers: { [HEADER]: signature }, body: token }),
    "signature_mismatch",
  );
});

test("readings and hashes without an end: each costs a MAC of every delivery", () => {
  assert.equal(lint({ ...acme, secretEncoding: [] }), "secretEncoding");
  assert.equal(lint({ ...acme, secretEncoding: ["hex", "base64", "utf8"] }), "secretEncoding");
  assert.equal(lint({ ...acme, secretEncoding: ["hex", "utf8"] }), "nothing");
  assert.equal(lint({ ...acme, secretPrefix: "" }), "secretPrefix");
  const names = (count) => Array.from({ length: count }, (_, at) => `acme-${at}`);
  const more = (count) => ({ ...acme, signature: { ...acme.signature, moreHeaders: names(count) } });
  assert.deepEqual([lint(more(16)), lint(more(15))], ["signature.moreHeaders", "nothing"]);
});
