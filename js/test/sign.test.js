// sign() creates what the provider would send. The results are compared with node:crypto, and with another library if one exists.

import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { test } from "node:test";

import { defineScheme, Verifier } from "hookward";
import { Webhook } from "standardwebhooks";

import { delivery, signatureOf } from "../../test-support/providers.js";
import { IDS, SAMPLE, SCHEMES, SECRETS, signedHeaders } from "../../test-support/schemes.js";
import { signatureHeaders } from "../../test-support/sign.js";

const verifier = (scheme) => new Verifier({ scheme, secret: SECRETS[scheme] });

/** Returns whether every signed header contains the event or the delivery id. Other signed headers have made-up values, which differ each time. */
const hasNoNonce = (id) =>
  signedHeaders(SCHEMES[id]).every((name) =>
    [SCHEMES[id].event, SCHEMES[id].deliveryId].some((source) => source?.header === name),
  );

test("every scheme signs as its provider does", () => {
  const bodies = [
    "",
    "a=1&b=%20&a=0",
    "not JSON",
    '{"a":"é\u2028😀"}',
    Buffer.from([0, 255, 254]),
    Buffer.alloc(100_000, "x"),
  ];
  for (const id of IDS.filter(hasNoNonce)) {
    for (const body of bodies.map((body) => Buffer.from(body))) {
      // The form in test-support supports only text.
      if (SCHEMES[id].signedContent.includes("{form}") && !isUtf8(body)) continue;
      const now = 1_700_000_000_999;
      const given = { deliveryId: "dlv_1", event: "some.event", url: "https://app.example.com/webhook" };
      const sent = signatureHeaders(SCHEMES[id], { ...given, secret: SECRETS[id], body, seconds: now / 1000 });
      const signed = verifier(id).sign({ body, now, ...given });
      const { "content-type": type, ...headers } = signed.headers;
      assert.equal(type, SCHEMES[id].contentTypes[0]);
      assert.deepEqual(headers, sent, id);
      assert.deepEqual(Buffer.from(signed.body), body);
    }
  }
});

test("what is signed now verifies now", () => {
  for (const id of SAMPLE) {
    const delivered = verifier(id).verify(verifier(id).sign({ body: delivery(id).body, event: "some.event" }));
    if (delivered.timestamp) assert.ok(Math.abs(Date.now() - delivered.timestamp.getTime()) < 2000, id);
  }
});

test("a delivery id is made up where a header has to hold one, and each time another", () => {
  for (const id of SAMPLE.filter((id) => SCHEMES[id].deliveryId?.header)) {
    const ids = Array.from({ length: 20 }, () => verifier(id).verify(verifier(id).sign({ body: "{}" })).deliveryId);
    assert.equal(new Set(ids).size, 20);
  }
  assert.deepEqual(Object.keys(verifier("gilbert").sign({ body: "{}" }).headers), [
    "content-type",
    "x-gilbert-signature",
  ]);
});

test("a signed header without a meaning, such as a nonce, is made up, and each time another", () => {
  const scheme = defineScheme({
    id: "with-nonce",
    name: "With nonce",
    docs: "https://example.com",
    signature: { header: "x-signature", syntax: "plain", encoding: "base64" },
    signedContent: "{x-nonce}.{x-event}.{body}",
    event: { header: "x-event" },
  });
  const verifier = new Verifier({ scheme, secret: "secret" });
  const signed = Array.from({ length: 20 }, () => verifier.sign({ body: "{}", event: "paid" }));
  for (const request of signed) assert.equal(verifier.verify(request).event, "paid");
  assert.equal(new Set(signed.map(({ headers }) => headers["x-nonce"])).size, 20);
  assert.equal("x-event" in verifier.sign({ body: "{}" }).headers, false);
});

test("in a rotation the newest secret signs", () => {
  const both = new Verifier({ scheme: "grillo", secrets: ["new", "old"] });
  const { headers } = delivery("grillo", { secret: "new", body: "{}" });
  assert.equal(both.sign({ body: "{}" }).headers["x-grillo-signature"], signatureOf("grillo", headers));
});

test("every shape of a body is signed as its bytes", () => {
  const bytes = Buffer.from('{"a":"é"}');
  const larger = Buffer.concat([Buffer.alloc(9), bytes, Buffer.alloc(9)]);
  const shapes = [
    bytes.toString(),
    Uint8Array.from(bytes),
    Uint8Array.from(bytes).buffer,
    larger.subarray(9, 9 + bytes.length),
    new DataView(larger.buffer, larger.byteOffset + 9, bytes.length),
  ];
  for (const body of shapes) {
    const signed = verifier("gilbert").sign({ body });
    assert.deepEqual(Buffer.from(signed.body), bytes);
    assert.equal(
      signed.headers["x-gilbert-signature"],
      signatureOf("gilbert", delivery("gilbert", { body: bytes }).headers),
    );
  }
  for (const body of [undefined, { a: 1 }, "\ud800"])
    assert.throws(() => verifier("gilbert").sign({ body }), TypeError);
});

test("standardwebhooks accepts what hookward signs, and hookward what standardwebhooks signs", () => {
  const secret = SECRETS["standard-webhooks"];
  const theirs = new Webhook(secret);
  const body = '{"type":"contact.created","data":{"name":"Zoë"}}';

  const signed = verifier("standard-webhooks").sign({ body, deliveryId: "msg_1" });
  assert.deepEqual(theirs.verify(body, signed.headers), JSON.parse(body));
  const forged = { ...signed.headers, "webhook-id": "msg_2" };
  assert.throws(() => theirs.verify(body, forged), /No matching signature/);

  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const headers = {
    "webhook-id": "msg_3",
    "webhook-timestamp": `${now.getTime() / 1000}`,
    "webhook-signature": theirs.sign("msg_3", now, body),
  };
  const delivered = verifier("standard-webhooks").verify({ headers, body });
  assert.deepEqual(
    [delivered.event, delivered.deliveryId, delivered.deliveryIdSigned, delivered.timestamp],
    ["contact.created", "msg_3", true, now],
  );
});
