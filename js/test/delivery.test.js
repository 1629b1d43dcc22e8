// A verified delivery: what it contains, and what it does not print.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";

import { ConfigError, VerificationError, Verifier } from "hookward";

import { dedupeKey } from "../../test-support/dedupe-key.js";
import { delivery, signatureOf } from "../../test-support/providers.js";
import { AS_SENT, RESERIALIZED, SAMPLE, SCHEMES, SECRETS, secretFor } from "../../test-support/schemes.js";
import { example } from "../../test-support/vectors.js";

const verifier = (scheme, options) => new Verifier({ scheme, secret: SECRETS[scheme], ...options });
const verify = (id, given) => verifier(id).verify(delivery(id, given));

test("the event and the id are where each provider puts them", () => {
  for (const id of SAMPLE) {
    const { event, deliveryId } = SCHEMES[id];
    const { expect } = example(id);
    const sent = delivery(id, { deliveryId: "d1" });
    const found = verifier(id).verify(sent);
    const below = (path) => path.split(".").reduce((above, name) => above?.[name], sent.json);
    const at = (source) => (source?.body ? below(source.body) : sent.headers[source?.header]);
    assert.deepEqual([found.event, found.deliveryId], [at(event), at(deliveryId)], id);
    // The literal values of the vector: the event, and the id unless the test has chosen it.
    assert.equal(found.event, expect.event ?? undefined, id);
    assert.equal(found.deliveryId, deliveryId?.header ? "d1" : (expect.deliveryId ?? undefined), id);
    assert.equal(found.deliveryIdSigned, expect.deliveryIdSigned, id);
  }
});

test("the dedupe key is the signed id's, else the body's, whoever sends the delivery again", () => {
  for (const id of SAMPLE) {
    const seconds = Math.floor(Date.now() / 1000) - 60;
    const first = verifier(id).verify(delivery(id, { deliveryId: "d1", seconds }));
    const again = verifier(id).verify(delivery(id, { deliveryId: "d1" }));
    const value = first.deliveryIdSigned ? ["id", first.deliveryId] : ["body", first.body];
    assert.equal(first.dedupeKey, dedupeKey("", id, ...value), id);
    assert.equal(again.dedupeKey, first.dedupeKey, "signed again later, it is a retry");
    const renamed = verifier(id).verify(delivery(id, { deliveryId: "d2", seconds }));
    const inHeader = "header" in (SCHEMES[id].deliveryId ?? {});
    if (!first.deliveryIdSigned) assert.equal(renamed.dedupeKey, first.dedupeKey, "an unsigned id is anybody's");
    else if (inHeader) assert.notEqual(renamed.dedupeKey, first.dedupeKey);
    const tenant = verifier(id, { tenant: "/hooks/a" }).verify(delivery(id, { deliveryId: "d1", seconds }));
    assert.equal(tenant.dedupeKey, dedupeKey("/hooks/a", id, ...value), id);
  }
  // Without an id in the body, or with an invalid one, the key is that of the body.
  for (const json of [{ event: "x" }, { event: "x", event_id: "" }, { event: "x", event_id: 7 }]) {
    const found = verify("gilbert", { json });
    assert.equal(found.dedupeKey, dedupeKey("", "gilbert", "body", found.body));
  }
  // No text can move into the next one.
  assert.notEqual(
    verifier("grillo", { tenant: "ab" }).verify(delivery("grillo")).dedupeKey,
    dedupeKey("a", "bgrillo", "body", delivery("grillo").body),
  );
  const invalid = (tenant) => () => verifier("gilbert", { tenant });
  for (const tenant of [7, null, {}, "\ud800"])
    assert.throws(invalid(tenant), { code: "invalid_option", option: "tenant" });
});

test("what an app does with the parsed payload changes neither the event, nor the id, nor the key", () => {
  const json = { event: "x", event_id: "1", data: { event: "admin.granted", event_id: "other" } };
  const untouched = verify("gilbert", { json });
  const changed = verify("gilbert", { json });
  const payload = changed.json();
  Object.assign(payload, payload.data);
  assert.deepEqual([changed.event, changed.deliveryId], ["x", "1"]);
  assert.equal(changed.dedupeKey, untouched.dedupeKey);
  assert.equal(changed.json(), payload, "the payload is the app's own");
});

test("an id that has no bytes of its own makes no key", () => {
  const key = (event_id) => verify("gilbert", { json: { event: "x", event_id } });
  const broken = ["\ud800", "\ud801", "\udc00a"].map(key);
  for (const found of broken) assert.equal(found.dedupeKey, dedupeKey("", "gilbert", "body", found.body));
  assert.equal(key("\ufffd").dedupeKey, dedupeKey("", "gilbert", "id", "\ufffd"));
});

test("json() of what is not JSON says what it is and what to call, and quotes nothing of it", () => {
  const message = (body, options = {}) => {
    const sent = delivery("gilbert", { body });
    for (const settings of [options, { ...options, parse: (value) => value }]) {
      try {
        verifier("gilbert", settings).verify(sent).json();
      } catch (error) {
        assert.equal(error.constructor, SyntaxError);
        assert.doesNotMatch(error.message, /Ada|Lovelace/);
        if (settings !== options) return error.message;
      }
    }
    return assert.fail("was JSON");
  };
  const payload = new URLSearchParams({ payload: '{"sender":"Ada Lovelace"}' }).toString();
  assert.match(message(payload), /form \(application\/x-www-form-urlencoded\).*application\/json at the provider/);
  assert.match(message(payload), /new URLSearchParams\(delivery\.text\(\)\)\.get\("payload"\)/);
  assert.match(message("command=%2Fweather&user_name=Ada"), /a form .*new URLSearchParams\(delivery\.text\(\)\) in/);
  assert.match(message("items[0]=Ada&b=1"), /a form/);
  assert.match(message(""), /it is empty/);
  assert.match(message(gzipSync('{"sender":"Ada"}')), /genuine, .* compressed or binary\. Use delivery\.body/);
  assert.match(message("<xml>Ada</xml>"), /XML or HTML/);
  assert.match(message('{"sender":"Ada'), /truncated/);
  assert.match(message("Ada"), /Use delivery\.text\(\)/);
});

test("the timestamp is the signed one, and undefined where none is signed", () => {
  const seconds = Math.floor(Date.now() / 1000) - 7;
  for (const id of SAMPLE) {
    const expected = SCHEMES[id].timestamp === null ? undefined : new Date(seconds * 1000);
    assert.deepEqual(verify(id, { seconds }).timestamp, expected, id);
  }
});

test("an authentic body need not be JSON: it has text, and no event", () => {
  const bodies = ["", "hello", "[1,2", '"dossier.created"', "null", "7", "[]", "\ufeff{}", '{"event":7,"event_id":{}}'];
  for (const body of bodies) {
    const delivered = verify("gilbert", { body });
    assert.equal(delivered.text(), body);
    assert.equal(delivered.event, undefined, body);
    assert.equal(delivered.deliveryId, undefined, body);
  }
  assert.throws(() => verify("gilbert", { body: "hello" }).json(), SyntaxError);
  // A byte order mark is not part of JSON, and is not removed.
  assert.throws(() => verify("gilbert", { body: "\ufeff{}" }).json(), SyntaxError);
});

test("an authentic body need not be text: it has bytes, and text() throws", () => {
  const body = Buffer.from([0x7b, 0xff, 0x00, 0xfe, 0x7d]);
  const delivered = verify("gilbert", { body });
  assert.deepEqual(Buffer.from(delivered.body), body);
  assert.equal(delivered.event, undefined);
  assert.throws(() => delivered.text(), TypeError);
  assert.throws(() => delivered.json(), SyntaxError);
});

test("an event is a member of the body's own, and no function of Object's", () => {
  const scheme = {
    id: "acme",
    name: "Acme",
    docs: "https://acme.example/webhooks",
    signature: { header: "x-gilbert-signature", syntax: "plain", encoding: "hex" },
    signedContent: "{body}",
    event: { body: "__proto__" },
    deliveryId: { body: "constructor" },
  };
  const acme = new Verifier({ scheme, secret: SECRETS.gilbert });
  const none = acme.verify(delivery("gilbert", { body: "{}" }));
  assert.deepEqual([none.event, none.deliveryId], [undefined, undefined]);
  // Properties that other code has added to the prototype do not count either.
  Object.prototype.event = "dossier.created";
  try {
    assert.equal(verify("gilbert", { body: "{}" }).event, undefined);
  } finally {
    delete Object.prototype.event;
  }
  const both = acme.verify(delivery("gilbert", { body: '{"__proto__":"a","constructor":"b"}' }));
  assert.deepEqual([both.event, both.deliveryId], ["a", "b"]);
});

test("json() gives the same object each time, and body is what was given", () => {
  const sent = delivery("grillo");
  const delivered = verifier("grillo").verify(sent);
  assert.equal(delivered.json(), delivered.json());
  assert.deepEqual(delivered.json(), sent.json);
  // The body is not copied: a body of a megabyte exists only once.
  assert.equal(delivered.body.buffer, sent.body.buffer);
});

test("what was verified stays so when the headers change afterwards", () => {
  for (const id of SAMPLE.filter((id) => SCHEMES[id].deliveryId?.header)) {
    const sent = delivery(id, { deliveryId: "d1" });
    const delivered = verifier(id).verify(sent);
    const { event } = delivered;
    for (const name of Object.keys(sent.headers)) sent.headers[name] = "forged";
    assert.deepEqual([delivered.deliveryId, delivered.event], ["d1", event], id);
  }
  // The verification consumes an iterator.
  const { headers, body } = delivery("grillo", { deliveryId: "d2" });
  assert.equal(verifier("grillo").verify({ headers: new Headers(headers).entries(), body }).deliveryId, "d2");
});

test("a repeated header that nobody signed reads the same in every shape", () => {
  const { headers, body } = delivery("grillo", { deliveryId: "d1" });
  const { header } = SCHEMES.grillo.deliveryId;
  const pairs = [...Object.entries(headers), [header.toUpperCase(), " d2 "]];
  for (const shape of [pairs, new Headers(pairs), { ...headers, [header]: ["d1", "d2"] }]) {
    assert.equal(verifier("grillo").verify({ headers: shape, body }).deliveryId, "d1, d2");
  }
});

test("the second form is handed on where that was signed", () => {
  for (const id of RESERIALIZED) {
    const { headers, body, json } = delivery(id);
    const sent = Buffer.from(JSON.stringify(json, null, 2));
    const delivered = verifier(id).verify({ headers, body: sent });
    assert.equal(delivered.reserialized, true, id);
    assert.deepEqual(Buffer.from(delivered.body), body);
    assert.equal(verifier(id).verify({ headers, body }).reserialized, false);
    assert.equal(verifier(id, { reserialize: false }).check({ headers, body: sent }).code, "signature_mismatch");
  }
  for (const id of AS_SENT) {
    const { headers, json } = delivery(id);
    const sent = JSON.stringify(json, null, 2);
    assert.equal(verifier(id, { reserialize: true }).check({ headers, body: sent }).code, "signature_mismatch", id);
  }
});

test("ack is what the provider takes for success", () => {
  for (const id of SAMPLE) {
    const { status, headers, body } = verify(id).ack;
    assert.ok(status >= 200 && status < 300, id);
    assert.match(headers["content-type"], /^[a-z]+\/[a-z]+/);
    const { ack } = SCHEMES[id];
    assert.deepEqual([status, headers, body], [ack.status, { "content-type": ack.contentType }, ack.body], id);
  }
});

// The texts that must not be printed: the secret, the signature, and the body.

const SECRET = "tell-nobody-a1b2c3";
const BODY = JSON.stringify({ event: "dossier.created", event_id: "evt_1", data: { iban: "DE89370400440532013000" } });

/** Returns everything that a logger could print of a value. */
function printed(value) {
  const deep = { depth: Infinity, showHidden: true, getters: true };
  const texts = [
    inspect(value),
    inspect(value, deep),
    JSON.stringify(value),
    `${value}`,
    inspect({ nested: [value] }, deep),
  ];
  if (value instanceof Error)
    texts.push(value.stack, value.message, JSON.stringify({ ...value, message: value.message }));
  return texts.join("\n");
}

function keepsQuiet(value, ...private_) {
  const text = printed(value);
  for (const one of private_) assert.ok(!text.includes(one), `${one} is in ${text}`);
  // Numbers must not be printed either: "104, 117, 110" is how an array of bytes looks.
  for (const one of private_) {
    for (const separator of [",", ", ", ":"]) {
      const bytes = [...Buffer.from(one.slice(0, 8))].join(separator);
      assert.ok(!text.includes(bytes), `${one} as bytes is in ${text}`);
    }
  }
}

test("nothing printed holds the secret, the signature or the body", () => {
  for (const id of SAMPLE) {
    const secret = secretFor(SCHEMES[id], SECRET);
    const own = new Verifier({ scheme: id, secret });
    keepsQuiet(own, SECRET, secret);

    const { headers, body } = delivery(id, { secret, body: BODY });
    const signature = signatureOf(id, headers);
    const tag = signature.replace(/^.*[=,](?=.{43})/, "");
    const quiet = [SECRET, secret, signature, tag, "DE8937", "iban"];
    const delivered = own.verify({ headers, body });
    keepsQuiet(delivered, ...quiet);
    keepsQuiet(own.check({ headers, body }), ...quiet);
    assert.match(inspect(delivered), new RegExp(`body: '${body.length} bytes'`));

    const other = delivery(id, { secret: SECRETS[id], body: BODY });
    const sent = signatureOf(id, other.headers);
    const result = own.check(other);
    assert.equal(result.code, "signature_mismatch");
    // Neither the received signature nor the valid one.
    for (const refusal of [result, new VerificationError(result)]) {
      keepsQuiet(refusal, ...quiet, sent, sent.replace(/^.*[=,](?=.{43})/, ""), SECRETS[id]);
    }
  }
});

test("an error of the configuration does not hold a secret", () => {
  const broken = [
    { scheme: "standard-webhooks", secret: `whsec_${SECRET}!` },
    { scheme: "standard-webhooks", secrets: ["whsec_YWJj", `${SECRET}!`] },
    { scheme: "gilbert", secret: { key: SECRET } },
    { scheme: "gilbert", secret: SECRET, secrets: [SECRET] },
    { scheme: "gilbert", secrets: [SECRET, ""] },
    { scheme: "gilbert", secret: SECRET, tolerance: Number.NaN },
    { scheme: "unheard-of", secret: SECRET },
    { scheme: { id: "acme", secret: SECRET }, secret: SECRET },
  ];
  for (const options of broken) {
    assert.throws(
      () => new Verifier(options),
      (error) => {
        assert.ok(error instanceof ConfigError);
        keepsQuiet(error, SECRET);
        return true;
      },
    );
  }
});

test("the dedupe key of a signed form is that of its fields, however somebody who replays it writes them", () => {
  for (const scheme of ["twilio-form", "mandrill"]) {
    const secret = "a secret of a form";
    const url = "https://api.example.com/hooks";
    const options = { scheme, secret, url };
    const verifier = new Verifier(options);
    const keyOf = (body, from = verifier) => {
      const result = from.check({ headers, body });
      assert.ok(result.ok, body);
      return result.delivery.dedupeKey;
    };
    const { headers, body } = verifier.sign({ body: "A=a+b&B=%c3%a9&CallSid=CA1" });
    const key = keyOf(body);
    for (const written of [
      "A=a%20b&B=%C3%A9&CallSid=CA1",
      "CallSid=CA1&B=é&A=a+b",
      "&&A=a+b&B=%c3%a9&CallSid=CA1&",
      "A=a+b&B=%c3%a9&CallSid=CA1&A=a+b",
      "%41=a+b&B=%c3%a9&CallSid=CA1",
      // In the signed content, nothing separates a name from its value, or two fields.
      "Aa=+b&B=%c3%a9&CallSid=CA1",
      "A=a+b&B=%c3&%a9CallSid=CA1",
    ])
      assert.equal(keyOf(written), key, written);
    assert.notEqual(keyOf(body, new Verifier({ ...options, tenant: "another" })), key);
    const other = verifier.sign({ body: "A=a+b&B=%c3%a9&CallSid=CA2" });
    assert.notEqual(verifier.verify(other).dedupeKey, key);
    assert.equal(key, dedupeKey("", scheme, "form", "Aa bBéCallSidCA1"));
  }
});
