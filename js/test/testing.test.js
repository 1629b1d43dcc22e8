// hookward/testing: node:crypto and the vendors' own code confirm its signatures, and its flawed deliveries are refused with the stated code.

import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { ConfigError, schemes, Verifier } from "hookward";
import { conformance, examples, flaws, sign } from "hookward/testing";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

import { delivery, signatureOf } from "../../test-support/providers.js";
import { IDS, SCHEMES, SECRETS } from "../../test-support/schemes.js";
import { signatureHeaders } from "../../test-support/sign.js";
import { vectors } from "../../test-support/vectors.js";

const NOW = 1_709_064_000_000;
const URL_SENT_TO = "https://api.example.com/hooks?tenant=a%2Fb";
const options = (scheme) => ({ scheme, secret: SECRETS[scheme], url: URL_SENT_TO, now: NOW });
const verifier = (scheme) => new Verifier({ scheme, secret: SECRETS[scheme] });
const lower = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** The kits of all schemes. */
const KITS = Object.fromEntries(IDS.map((scheme) => [scheme, conformance(options(scheme))]));

/** Returns the headers that the provider of a scheme sends with a body, signed without hookward. */
function headersOf(scheme, { body, url, method }, given) {
  const headers = signatureHeaders(SCHEMES[scheme], { secret: SECRETS[scheme], body, url, method, ...given });
  return Object.fromEntries(Object.entries(lower(headers)).filter(([, value]) => value !== undefined));
}

/** Returns the leaves of a JSON body by their paths, or the fields of a form. */
function leavesOf(body) {
  const text = Buffer.from(body).toString();
  const leaves = (value, path) =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`))
      : [`${path}=${JSON.stringify(value)}`];
  try {
    return leaves(JSON.parse(text), "");
  } catch {
    return text.split("&");
  }
}

/** Returns whether two bodies differ only in their id and in the time of signing. */
function isAlike(scheme, one, other) {
  const [left, right] = [one, other].map(leavesOf);
  const changed = left.filter((leaf) => !right.includes(leaf)).map((leaf) => leaf.split("=")[0]);
  const time = `.${SCHEMES[scheme].timestamp?.body}`;
  return left.length === right.length && changed.filter((path) => path !== time).length <= 1;
}

/** Returns whether two deliveries of a scheme's first example differ in the body. */
const differs = (scheme) => new Set([1, 2].map(() => examples(scheme)[0].body)).size === 2;

test("every example is signed as its provider signs it", () => {
  for (const scheme of IDS) {
    assert.ok(examples(scheme).length > 0);
    for (const { body, event } of examples(scheme)) {
      const made = sign({ ...options(scheme), body, event, deliveryId: "dlv_1" });
      const { "content-type": type, ...headers } = Object.fromEntries(made.headers);
      assert.deepEqual(headers, headersOf(scheme, made, { event, seconds: NOW / 1000, deliveryId: "dlv_1" }), scheme);
      assert.ok(SCHEMES[scheme].contentTypes.includes(type), `${scheme}: ${type}`);
      if (SCHEMES[scheme].timestamp?.body === undefined) assert.equal(Buffer.from(made.body).toString(), body);
      else assert.ok(isAlike(scheme, made.body, body));
      const { delivery: verified, authenticated } = verifier(scheme).check({ ...made, now: NOW });
      if (SCHEMES[scheme].unsignedBody) assert.equal(authenticated.scheme, scheme);
      else assert.equal(verified.event, event, scheme);
    }
  }
});

test("a time in the body is the time of signing, and all else stays as it is", () => {
  const make = (scheme, body, given) => Buffer.from(sign({ ...options(scheme), body, ...given }).body).toString();
  const own = '{ "type" : "Issue","n":1.0, "webhookTimestamp":1, "z":"\u00e9" }\n';
  assert.equal(make("linear", own), own.replace(":1,", `:${NOW},`));
  assert.equal(make("linear", own, { flaw: "expired" }), own.replace(":1,", `:${NOW - 120_000},`));
  const path = '{"webhookMetadata":{"webhookDeliveryAttemptTimestamp":"2024-02-27T20:00:00.000Z"}}';
  assert.equal(make("plain", "{}"), path);
  for (const body of ["", "[]", "null", "a=1", '{"a":1', Buffer.from([0xff])]) {
    for (const make of [sign, conformance]) {
      const refused =
        /Linear sends the time of signing in the body, as webhookTimestamp\. Pass a JSON object as the body/;
      assert.throws(() => make({ ...options("linear"), body }), refused);
    }
  }
});

test("a hash of the body is in the url, and a url or a method that is signed is needed", () => {
  const { url, body } = sign({ ...options("twilio-json"), body: "{}" });
  const hash = createHash("sha256").update(body).digest("hex");
  assert.equal(url, `${URL_SENT_TO}&bodySHA256=${hash}`);
  for (const scheme of IDS) {
    const signsUrl = /\{(url|path|query)/.test(SCHEMES[scheme].signedContent);
    for (const make of [sign, conformance]) {
      for (const url of [undefined, "example.com", "/hooks", 5]) {
        const right = signsUrl ? /signs the URL of the request. Pass url/ : /^TypeError: url must be a URL, such as/;
        if (url === undefined && !signsUrl) assert.doesNotThrow(() => make({ ...options(scheme), url }));
        else assert.throws(() => make({ ...options(scheme), url }), right, scheme);
      }
    }
  }
  for (const method of ["post", "", 5, null])
    assert.throws(() => sign({ ...options("hubspot-v3"), method }), /method must be a text in uppercase/);
  assert.equal(sign({ ...options("hubspot-v3"), method: "PUT" }).method, "PUT");
  assert.equal(sign(options("gilbert")).method, "POST");
});

test("fetch takes a delivery as it is", async () => {
  for (const scheme of ["gilbert", "twilio-json", "hubspot-v3"]) {
    const made = sign({ ...options(scheme), method: "PUT" });
    const request = new Request(made.url, made);
    const body = new Uint8Array(await request.arrayBuffer());
    const { headers, method, url } = request;
    assert.equal(verifier(scheme).check({ headers, method, url, body, now: NOW }).ok, true);
  }
});

/** Returns the documented bodies of a scheme from its vectors. */
const documented = (scheme) => vectors.filter((one) => one.scheme === scheme).map(({ body }) => body);

test("without a body it is the first example, and no two deliveries are the same", () => {
  for (const scheme of IDS) {
    const made = Array.from({ length: 3 }, () => sign(options(scheme)));
    for (const { body } of made) assert.ok(isAlike(scheme, body, examples(scheme)[0].body), scheme);
    assert.ok(
      documented(scheme).some((body) => isAlike(scheme, body, made[0].body)),
      scheme,
    );
    const verified = made.map((one) => verifier(scheme).verify({ ...one, now: NOW }));
    // The value by which a receiver recognizes a duplicate: the signed id, otherwise the body.
    const keys = verified.map((one, at) =>
      one.deliveryIdSigned && one.deliveryId !== undefined ? one.deliveryId : Buffer.from(made[at].body).toString(),
    );
    const { deliveryId } = schemes[scheme];
    const isSigned = SCHEMES[scheme].signedContent.includes(`{${deliveryId?.header}}`);
    assert.equal(new Set(keys).size, differs(scheme) || isSigned ? 3 : 1, `${scheme}: ${keys[0]}`);
    // The ids that are not signed also differ, if the scheme has one in a header.
    if (deliveryId?.header) assert.equal(new Set(verified.map((one) => one.deliveryId)).size, 3, scheme);
  }
  const alike = IDS.filter((scheme) => !differs(scheme) && !SCHEMES[scheme].deliveryId?.header);
  assert.ok(alike.length < 12, `${alike}`);
});

test("no two deliveries of the kit are the same, and each has its own flaw alone", () => {
  for (const scheme of IDS) {
    for (const kit of [KITS[scheme], conformance({ ...options(scheme), deliveryId: "dlv_1" })]) {
      const accepted = kit.filter(({ expect }) => expect === "accept");
      const keys = accepted.map(({ headers, body, url }) => {
        const { deliveryId, deliveryIdSigned } = verifier(scheme).verify({ headers, body, url, now: NOW });
        return deliveryIdSigned ? deliveryId : Buffer.from(body).toString();
      });
      const isSigned = SCHEMES[scheme].signedContent.includes(`{${SCHEMES[scheme].deliveryId?.header}}`);
      if (differs(scheme) || isSigned) assert.equal(new Set(keys).size, keys.length, scheme);
    }
  }
});

test("an id begins as the documented one does", () => {
  const idIn = ({ body }) => JSON.parse(Buffer.from(body).toString()).event_id;
  assert.match(idIn(sign(options("gilbert"))), /^evt_[\da-f-]{36}$/);
  assert.match(idIn(conformance(options("gilbert"))[0]), /^evt_[\da-f-]{36}-genuine$/);
  assert.match(idIn(examples("gilbert")[0]), /^evt_[\da-f-]{36}$/);
});

test("the examples of a provider have an id each, and other ones the next time", () => {
  for (const scheme of IDS.filter(differs)) {
    const bodies = [...examples(scheme), ...examples(scheme)].map(({ body }) => body);
    const { deliveryId } = schemes[scheme];
    if (deliveryId === null || !("body" in deliveryId) || deliveryId.body.includes(".")) continue;
    const ids = bodies.map((body) => JSON.parse(body)[deliveryId.body]).filter((id) => id !== undefined);
    assert.equal(new Set(ids).size, ids.length, scheme);
  }
});

test("a delivery id that is given is the delivery's, and the same delivery is made twice", () => {
  let found = 0;
  for (const scheme of IDS) {
    const [first, second] = [1, 2].map(() => sign({ ...options(scheme), deliveryId: "dlv_1" }));
    assert.deepEqual(first, second);
    const { deliveryId } = verifier(scheme).verify({ ...first, now: NOW });
    // A body that a parser would serialize in another way stays as it is documented, and a numeric id stays a number.
    const isInBody = SCHEMES[scheme].deliveryId?.body !== undefined;
    if (SCHEMES[scheme].deliveryId === null) assert.equal(deliveryId, undefined);
    else if (!isInBody) assert.equal(deliveryId, "dlv_1", scheme);
    else found += Number(deliveryId === "dlv_1");
    const body = '{"event_id":"evt_1","id":"evt_1","delivery_id":"evt_1","data":{"event_id":"evt_1"},"SessionID":1}';
    const own = Buffer.from(sign({ ...options(scheme), body, deliveryId: "dlv_1" }).body).toString();
    if (SCHEMES[scheme].timestamp?.body === undefined) assert.equal(own, body);
  }
  assert.ok(found > 30, `${found}`);
  for (const { headers, body } of [sign(options("inboundflow")), conformance(options("inboundflow"))[0]]) {
    const { delivery_id } = JSON.parse(Buffer.from(body).toString());
    assert.equal(Object.fromEntries(headers)["x-inboundflow-delivery-id"], delivery_id);
  }
});

test("an event without a body is the example of that event", () => {
  for (const scheme of IDS) {
    for (const { event, body } of examples(scheme).filter((example) => example.event !== undefined)) {
      const made = sign({ ...options(scheme), event });
      assert.ok(isAlike(scheme, made.body, body), `${scheme}, ${event}`);
      assert.equal(verifier(scheme).verify({ ...made, now: NOW }).event, event);
    }
    assert.throws(() => sign({ ...options(scheme), event: "none.such" }), /no example of this event/);
  }
  const [, { event, body }] = examples("gilbert");
  assert.ok(isAlike("gilbert", conformance({ ...options("gilbert"), event })[0].body, body));
});

test("what is no option, or no value of one, is refused and not ignored", () => {
  const given = options("inboundflow");
  for (const [name, right] of [
    ["delivery_id", /Write `deliveryId`/],
    ["max_body_bytes", /The options are scheme/],
    ["deliveryID", /The options are scheme/],
    ["headers", /The options are scheme/],
  ]) {
    for (const make of [sign, conformance]) {
      const refused = (error) => error instanceof ConfigError && error.option === name && right.test(error.message);
      assert.throws(() => make({ ...given, [name]: "dlv_1" }), refused, name);
    }
  }
  assert.throws(() => conformance({ ...given, flaw: "expired" }), { code: "invalid_option", option: "flaw" });
  for (const make of [sign, conformance]) {
    for (const nothing of [undefined, null, "gilbert", 5])
      assert.throws(() => make(nothing), { code: "invalid_option" });
    for (const value of [5, true, 5n, {}, null]) {
      for (const name of ["deliveryId", "event"]) assert.throws(() => make({ ...given, [name]: value }), TypeError);
    }
    for (const now of [null, "", [], true, Number.NaN, "0"]) assert.throws(() => make({ ...given, now }), TypeError);
    for (const scheme of [null, undefined, 5])
      assert.throws(() => make({ ...given, scheme }), { code: "invalid_option" });
    assert.throws(() => make({ ...given, secrets: ["a"] }), /either secret or secrets/);
  }
  for (const flaw of ["restamped", ""]) {
    assert.throws(
      () => sign({ ...given, flaw }),
      /must be one that a delivery of this scheme can have: .*changed_timestamp/,
    );
  }
  for (const [flaw, said] of [
    [5, /^flaw is of type number, but must be the name of a flaw, such as "no_signature"\./],
    [null, /flaw is of type null, but must be the name of a flaw, such as "no_signature"\./],
    [{ name: "none" }, /flaw is of type object, but must be the name of a flaw, such as "no_signature"\./],
    [
      flaws("inboundflow").find(({ name }) => name === "expired"),
      /flaw is of type object, but must be the name of a flaw, such as "expired"\./,
    ],
  ])
    assert.throws(() => sign({ ...given, flaw }), { name: "TypeError", message: said });
  for (const scheme of [null, undefined, 5, "none"]) assert.deepEqual(examples(scheme), []);
});

test("a key is bytes of any kind, of another realm too", () => {
  const bytes = [...Buffer.from(SECRETS.gilbert)];
  const keys = [
    Uint8Array.from(bytes),
    new DataView(Uint8Array.from(bytes).buffer),
    runInNewContext(`Uint8Array.from([${bytes}])`),
  ];
  for (const secret of keys) {
    const made = sign({ scheme: "gilbert", secret, now: NOW });
    assert.equal(verifier("gilbert").check({ ...made, now: NOW }).ok, true);
    assert.equal(conformance({ scheme: "gilbert", secret, now: NOW })[0].expect, "accept");
  }
});

test("every flaw is refused with its code", () => {
  const seen = new Set();
  for (const scheme of IDS) {
    for (const { name, code, about } of flaws(scheme)) {
      seen.add(name);
      const result = verifier(scheme).check({ ...sign({ ...options(scheme), flaw: name }), now: NOW });
      assert.equal(result.code, code, `${scheme}, ${name}`);
      assert.ok(about.length > 10);
    }
  }
  // The names in the types are exactly those of the core.
  const types = readFileSync(new URL("../../dist/esm/testing.d.ts", import.meta.url), "utf8");
  const [, union] = /export type Flaw = ([^;]+);/.exec(types);
  const declared = [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  assert.deepEqual([...seen].sort(), [...declared].sort());
});

test("flaws of a signature are what they say: computed again with node:crypto", () => {
  const body = '{"type":"sensor.online"}';
  const make = (flaw) => sign({ ...options("grillo"), body, event: "e", deliveryId: "d", flaw });
  const value = ({ headers }) => headers.filter(([name]) => name === "x-grillo-signature").map(([, text]) => text);
  const { headers } = delivery("grillo", { body, event: "e", deliveryId: "d" });
  const genuine = signatureOf("grillo", headers);
  const tag = Buffer.from(genuine.slice("sha256=".length), "hex");
  const bit = Buffer.from(tag);
  bit[31] ^= 1;
  const expected = {
    no_signature: [],
    empty_signature: [""],
    malformed_signature: [genuine.replace("sha256=", "sha256=~").replace(/~./, "~")],
    truncated_signature: [genuine.slice(0, -2)],
    extended_signature: [`${genuine}zz`],
    wrong_encoding: [`sha256=${tag.toString("base64")}`],
    no_prefix: [tag.toString("hex")],
    wrong_prefix: [`sha1=${tag.toString("hex")}`],
    duplicated_signature: [genuine, `sha256=${"0".repeat(64)}`],
    changed_signature: [`sha256=${bit.toString("hex")}`],
    changed_body: [genuine],
    emptied_body: [genuine],
  };
  for (const [flaw, values] of Object.entries(expected)) assert.deepEqual(value(make(flaw)), values, flaw);
  assert.equal(Buffer.from(make("changed_body").body).toString(), '{"uype":"sensor.online"}');
  assert.equal(make("emptied_body").body.length, 0);
  assert.deepEqual(value(make("unkeyed")), [`sha256=${createHash("sha256").update(body).digest("hex")}`]);
});

test("flaws of the time are signed, but for the one that is not", () => {
  const signedAt = (seconds, given) => lower(delivery("inboundflow", { body: "{}", seconds, ...given }).headers);
  const make = (flaw) => Object.fromEntries(sign({ ...options("inboundflow"), body: "{}", flaw }).headers);
  const now = NOW / 1000;
  for (const [flaw, seconds] of [
    ["expired", now - 360],
    ["from_the_future", now + 360],
    ["malformed_timestamp", "soon"],
  ]) {
    const { "x-inboundflow-timestamp": timestamp, "x-inboundflow-signature": signature } = make(flaw);
    const expected = signedAt(seconds);
    assert.deepEqual([timestamp, signature], [`${seconds}`, expected["x-inboundflow-signature"]], flaw);
  }
  const { "x-inboundflow-timestamp": timestamp, "x-inboundflow-signature": signature } = make("changed_timestamp");
  assert.deepEqual([timestamp, signature], [`${now}`, signedAt(now - 360)["x-inboundflow-signature"]]);
  const wide = Object.fromEntries(sign({ ...options("inboundflow"), tolerance: 1000, flaw: "expired" }).headers);
  assert.equal(wide["x-inboundflow-timestamp"], `${now - 1060}`);
});

test("the kit's verdicts are hookward's, and standardwebhooks' where it is that", () => {
  for (const scheme of IDS) {
    assert.deepEqual(
      KITS[scheme].filter(({ expect }) => expect === "refuse").map(({ name }) => name),
      flaws(scheme).map(({ name }) => name),
      scheme,
    );
    for (const { name, expect, code, ...sent } of KITS[scheme]) {
      const result = verifier(scheme).check({ ...sent, now: NOW });
      assert.deepEqual([result.ok, result.code], [expect === "accept", code], `${scheme}, ${name}`);
    }
  }
  // The library uses the real clock, accepts headers only in lower case, and accepts any one signature of a list of any length.
  const own = conformance({ ...options("standard-webhooks"), now: Date.now() });
  const webhook = new Webhook(SECRETS["standard-webhooks"]);
  const lenient = ["too_many_signatures", "duplicated_signature", "extended_signature"];
  let checked = 0;
  for (const { name, expect, headers, body } of own.filter((one) => !lenient.includes(one.name))) {
    const record = Object.fromEntries(headers.map(([key, value]) => [key.toLowerCase(), value]));
    const verify = () => webhook.verify(Buffer.from(body).toString(), record);
    if (expect === "accept") assert.doesNotThrow(verify, name);
    else
      assert.throws(verify, (error) => error instanceof WebhookVerificationError || error instanceof SyntaxError, name);
    checked += 1;
  }
  assert.ok(checked > 20);
});

test("what the kit accepts is genuine by node:crypto too", () => {
  for (const scheme of IDS) {
    const [{ body }] = examples(scheme);
    const { tolerance, signature, algorithm } = SCHEMES[scheme];
    const headerNames = [signature.header, ...(signature.moreHeaders ?? [])];
    const kit = conformance({ ...options(scheme), body, deliveryId: "id", event: "e" });
    for (const { name, expect, headers, ...sent } of kit) {
      if (expect !== "accept") continue;
      const seconds = NOW / 1000 + ({ late: -tolerance / 2, ahead: tolerance / 2 }[name] ?? 0);
      const expected = headersOf(scheme, sent, { seconds, event: "e", deliveryId: `id-${name}` });
      for (const [header, value] of Object.entries(expected)) {
        const found = headers.filter(([given]) =>
          header === signature.header ? headerNames.includes(given.toLowerCase()) : given.toLowerCase() === header,
        );
        // Hex digits may have either case. Characters of base64 may not.
        const plain = (text) => (signature.encoding === "hex" ? text.toLowerCase() : text);
        const values = found.map(([, text]) => plain(text));
        if (name !== "two_signatures" || header !== signature.header) {
          assert.deepEqual(values, [plain(value)], `${scheme}, ${name}, ${header}`);
          continue;
        }
        // One more signature than expected, before the expected one.
        assert.ok(values.at(-1).endsWith(plain(value).slice(-20)) && values.join().length > value.length + 25, scheme);
      }
    }
    assert.equal(
      kit.some(({ name }) => name === "upper_case_hex"),
      signature.encoding === "hex",
    );
    const upper = kit
      .find(({ name }) => name === "upper_case_hex")
      ?.headers.find(([name]) => name === signature.header);
    const digits = { sha1: 40, sha256: 64, sha512: 128 }[algorithm];
    if (upper) assert.match(upper[1], new RegExp(`(?:^|[^0-9A-F])[0-9A-F]{${digits}}$`), scheme);
  }
});

test("the bodies of the kit are JSON that JSON.stringify prints alike, so that no receiver has an excuse", () => {
  let forms = 0;
  for (const scheme of IDS) {
    const [{ body: documentedBody }] = examples(scheme);
    for (const { name, body } of KITS[scheme].filter(({ expect }) => expect === "accept")) {
      const text = Buffer.from(body).toString();
      if (name === "empty_body") assert.equal(text, "");
      else if (/^[[{]/.test(documentedBody)) {
        const printed = JSON.stringify(JSON.parse(text));
        if (JSON.stringify(JSON.parse(documentedBody)) === documentedBody)
          assert.equal(printed, text, `${scheme}, ${name}`);
      } else if (name === "unicode_body") {
        const fields = Object.fromEntries(new URLSearchParams(text));
        assert.equal(fields.unicode, "Zoë 東京 😀 \u2028 $& {body} %s", scheme);
        assert.match(text, /^[\x21-\x7e]+$/);
        forms += 1;
      }
    }
  }
  assert.ok(forms > 3);
});

test("a scheme of one's own whose signature covers other headers gets them", () => {
  const scheme = {
    ...schemes.gilbert,
    id: "acme",
    signedContent: "{x-tenant}.{x-id}.{body}",
    deliveryId: { header: "x-id" },
  };
  const secret = "s3cret";
  const own = new Verifier({ scheme, secret });
  const { headers, body } = sign({ scheme, secret, body: "{}", deliveryId: "1", now: NOW });
  assert.deepEqual(Object.keys(own.verify({ headers, body, now: NOW }).json()), []);
  const expected = createHmac("sha256", secret).update("hookward.1.{}").digest("hex");
  assert.equal(Object.fromEntries(headers)["x-gilbert-signature"], expected);
  for (const { name, expect, ...sent } of conformance({ scheme, secret, body: "{}", now: NOW })) {
    assert.equal(own.check({ ...sent, now: NOW }).ok, expect === "accept", name);
  }
});

test("what it is given wrong is told as Verifier tells it", () => {
  for (const make of [sign, conformance]) {
    for (const [wrong, code] of [
      [{ secret: undefined }, "invalid_secret"],
      [{ secret: "" }, "invalid_secret"],
      [{ scheme: "nonsense" }, "unknown_scheme"],
      [{ tolerance: 0 }, "invalid_option"],
    ]) {
      const isConfigError = (error) => error instanceof ConfigError && error.code === code;
      assert.throws(() => make({ ...options("gilbert"), body: "{}", ...wrong }), isConfigError, code);
    }
    assert.throws(() => make({ ...options("gilbert"), now: Number.NaN }), TypeError);
    assert.throws(() => make({ ...options("gilbert"), body: {} }), TypeError);
    const own = { ...schemes.gilbert, id: "acme" };
    assert.throws(() => make({ ...options("gilbert"), scheme: own }), /Pass a body/);
    assert.ok(make({ ...options("gilbert"), scheme: own, body: "{}" }));
  }
  for (const flaw of ["expired", "nonsense"]) assert.throws(() => sign({ ...options("gilbert"), flaw }), TypeError);
  assert.throws(() => sign({ ...options("gilbert"), body: "", flaw: "emptied_body" }), TypeError);
  assert.throws(() => flaws("nonsense"), ConfigError);
  assert.throws(() => flaws({ ...schemes.gilbert, typo: 1 }), ConfigError);
  assert.deepEqual(examples({ ...schemes.gilbert, id: "acme" }), []);
});
