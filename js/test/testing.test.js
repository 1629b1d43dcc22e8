// hookward/testing: what it signs is confirmed by node:crypto and the vendors' own code, what it makes wrong is refused for the
// reason that it says.

import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { ConfigError, schemes, Verifier } from "hookward";
import { conformance, examples, flaws, sign } from "hookward/testing";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

import { delivery, signatureOf } from "../../test-support/providers.js";
import { PROVIDERS, SCHEMES, SECRETS } from "../../test-support/schemes.js";
import { vectors } from "../../test-support/vectors.js";

/** The schemes whose examples are documented deliveries of several events. */
const DOCUMENTED = [...PROVIDERS, "standard-webhooks"];

const NOW = 1_709_064_000_000;
const options = (scheme) => ({ scheme, secret: SECRETS[scheme], now: NOW });
const verifier = (scheme) => new Verifier({ scheme, secret: SECRETS[scheme] });
const lower = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

test("every example is signed as its provider signs it", () => {
  for (const scheme of DOCUMENTED) {
    assert.ok(examples(scheme).length > 0);
    for (const { body, event } of examples(scheme)) {
      const made = sign({ ...options(scheme), body, event, deliveryId: "dlv_1" });
      const sent = delivery(scheme, { body, event, seconds: NOW / 1000, deliveryId: "dlv_1" });
      const expected = Object.entries(lower(sent.headers)).filter(([, value]) => value !== undefined);
      assert.deepEqual(Object.fromEntries(made.headers), Object.fromEntries(expected), `${scheme}, ${event}`);
      assert.deepEqual(Buffer.from(made.body), sent.body);
      const { delivery: verified } = verifier(scheme).check({ ...made, now: NOW });
      assert.equal(verified.event, event);
    }
  }
});

/** A body without what is another in every delivery: the members that stand for one delivery, an event or a session. */
const anonymous = (body) =>
  Buffer.from(body)
    .toString()
    .replace(/"(event_id|delivery_id|sensor_id|id|SessionID)":("[^"]*"|\d+)/, '"$1":null');

/** The documented bodies of a scheme, as its vectors have them. */
const documented = (scheme) =>
  new Set(vectors.filter((one) => one.scheme === scheme).map(({ body }) => anonymous(body)));

test("without a body it is the first example, and no two deliveries are the same", () => {
  for (const scheme of DOCUMENTED) {
    const made = Array.from({ length: 3 }, () => sign(options(scheme)));
    for (const { body } of made) assert.equal(anonymous(body), anonymous(examples(scheme)[0].body));
    assert.ok(documented(scheme).has(anonymous(made[0].body)), scheme);
    // By what a receiver knows a repetition by: the id that is signed, or else the body.
    const keys = made.map(({ headers, body }) => {
      const { deliveryId, deliveryIdSigned } = verifier(scheme).verify({ headers, body, now: NOW });
      return deliveryIdSigned ? deliveryId : Buffer.from(body).toString();
    });
    assert.equal(new Set(keys).size, 3, `${scheme}: ${keys[0]}`);
    // And by an id that is not signed, where there is one.
    const ids = made.map(({ headers, body }) => verifier(scheme).verify({ headers, body, now: NOW }).deliveryId);
    if (schemes[scheme].deliveryId !== null) assert.equal(new Set(ids).size, 3, scheme);
  }
});

test("no two deliveries of the kit are the same, and each has its own flaw alone", () => {
  for (const scheme of DOCUMENTED) {
    for (const given of [{}, { deliveryId: "dlv_1" }]) {
      const accepted = conformance({ ...options(scheme), ...given }).filter(({ expect }) => expect === "accept");
      const keys = accepted.map(({ headers, body }) => {
        const { deliveryId, deliveryIdSigned } = verifier(scheme).verify({ headers, body, now: NOW });
        return deliveryIdSigned ? deliveryId : Buffer.from(body).toString();
      });
      assert.equal(new Set(keys).size, keys.length, scheme);
    }
    for (const { name, expect, code, ...sent } of conformance(options(scheme)))
      assert.equal(verifier(scheme).check({ ...sent, now: NOW }).code, expect === "accept" ? undefined : code, name);
  }
});

test("an id begins as the documented one does", () => {
  const idIn = ({ body }) => JSON.parse(Buffer.from(body).toString()).event_id;
  assert.match(idIn(sign(options("gilbert"))), /^evt_[\da-f-]{36}$/);
  assert.match(idIn(conformance(options("gilbert"))[0]), /^evt_[\da-f-]{36}-genuine$/);
  assert.match(idIn(examples("gilbert")[0]), /^evt_[\da-f-]{36}$/);
});

test("the examples of a provider have an id each, and other ones the next time", () => {
  for (const scheme of DOCUMENTED.filter(
    (id) => !schemes[id].signedContent.includes(`{${schemes[id].deliveryId?.header}}`),
  )) {
    const bodies = [...examples(scheme), ...examples(scheme)].map(({ body }) => body);
    assert.equal(new Set(bodies).size, bodies.length, scheme);
    const { deliveryId } = schemes[scheme];
    if (deliveryId === null || !("body" in deliveryId)) continue;
    const ids = bodies.map((body) => JSON.parse(body)[deliveryId.body]);
    assert.equal(new Set(ids).size, ids.length, scheme);
  }
});

test("a delivery id that is given is the delivery's, and the same delivery is made twice", () => {
  for (const scheme of DOCUMENTED) {
    const [first, second] = [1, 2].map(() => sign({ ...options(scheme), deliveryId: "dlv_1" }));
    assert.deepEqual(first, second);
    const verified = verifier(scheme).verify({ ...first, now: NOW });
    assert.equal(verified.deliveryId, schemes[scheme].deliveryId === null ? undefined : "dlv_1");
    const body = '{"event_id":"evt_1","id":"evt_1","delivery_id":"evt_1","data":{"event_id":"evt_1"},"SessionID":1}';
    assert.equal(Buffer.from(sign({ ...options(scheme), body, deliveryId: "dlv_1" }).body).toString(), body);
  }
  for (const { headers, body } of [sign(options("inboundflow")), conformance(options("inboundflow"))[0]]) {
    const { delivery_id } = JSON.parse(Buffer.from(body).toString());
    assert.equal(Object.fromEntries(headers)["x-inboundflow-delivery-id"], delivery_id);
  }
});

test("an event without a body is the example of that event", () => {
  for (const scheme of DOCUMENTED) {
    for (const { event } of examples(scheme).filter((example) => example.event !== undefined)) {
      const made = sign({ ...options(scheme), event });
      const expected = anonymous(examples(scheme).find((example) => example.event === event).body);
      assert.equal(anonymous(made.body), expected);
      assert.equal(verifier(scheme).verify({ ...made, now: NOW }).event, event);
      assert.equal(anonymous(conformance({ ...options(scheme), event })[0].body), expected);
    }
    assert.throws(() => sign({ ...options(scheme), event: "none.such" }), /no example of this event/);
  }
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
  for (const flaw of [5, true, null, "restamped", ""]) {
    assert.throws(
      () => sign({ ...given, flaw }),
      /must be one that a delivery of this scheme can have: .*changed_timestamp/,
    );
  }
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
  for (const scheme of DOCUMENTED) {
    for (const { name, code, about } of flaws(scheme)) {
      seen.add(name);
      const result = verifier(scheme).check({ ...sign({ ...options(scheme), flaw: name }), now: NOW });
      assert.equal(result.code, code, `${scheme}, ${name}`);
      assert.ok(about.length > 10);
    }
  }
  // The names in the types are those of the core, all of them and in its order.
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
  bit[0] ^= 1;
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
  for (const scheme of DOCUMENTED) {
    const cases = conformance(options(scheme));
    assert.deepEqual(
      cases.filter(({ expect }) => expect === "refuse").map(({ name }) => name),
      flaws(scheme).map(({ name }) => name),
    );
    for (const { name, expect, code, headers, body } of cases) {
      const result = verifier(scheme).check({ headers, body, now: NOW });
      assert.deepEqual([result.ok, result.code], [expect === "accept", code], `${scheme}, ${name}`);
    }
  }
  // It goes by the clock, takes headers in lower case only, and any one signature of a list, however long.
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
  for (const scheme of DOCUMENTED) {
    const [example] = examples(scheme);
    const kit = conformance({ ...options(scheme), body: example.body, deliveryId: "id", event: "e" });
    for (const { name, expect, headers, body } of kit) {
      if (expect !== "accept") continue;
      const seconds = NOW / 1000 + ({ late: -150, ahead: 150 }[name] ?? 0);
      const sent = delivery(scheme, { body, seconds, event: "e", deliveryId: `id-${name}` });
      for (const [header, value] of Object.entries(sent.headers)) {
        const found = headers.find(([given]) => given.toLowerCase() === header.toLowerCase());
        // The digits of hex may be of either case. Those of base 64 may not.
        const plain = (text) => (SCHEMES[scheme].signature.encoding === "hex" ? text?.toLowerCase() : text);
        assert.equal(plain(found?.[1]), plain(value), `${scheme}, ${name}, ${header}`);
      }
    }
  }
});

test("the bodies of the kit are JSON that JSON.stringify prints alike, so that no receiver has an excuse", () => {
  for (const scheme of DOCUMENTED) {
    for (const { name, body } of conformance(options(scheme)).filter(({ expect }) => expect === "accept")) {
      const text = Buffer.from(body).toString();
      assert.equal(JSON.stringify(JSON.parse(text)), text, `${scheme}, ${name}`);
    }
  }
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
    assert.throws(() => make({ ...options("gilbert"), scheme: own }), /Give a body/);
    assert.ok(make({ ...options("gilbert"), scheme: own, body: "{}" }));
  }
  for (const flaw of ["expired", "nonsense"]) assert.throws(() => sign({ ...options("gilbert"), flaw }), TypeError);
  assert.throws(() => sign({ ...options("gilbert"), body: "", flaw: "emptied_body" }), TypeError);
  assert.throws(() => flaws("nonsense"), ConfigError);
  assert.throws(() => flaws({ ...schemes.gilbert, typo: 1 }), ConfigError);
  assert.deepEqual(examples({ ...schemes.gilbert, id: "acme" }), []);
});
