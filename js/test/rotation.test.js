// The signatures of providers during a rotation of the secret: with both secrets, so that a receiver can verify with
// either.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";

import { Verifier } from "hookward";

const NOW = 1_700_000_000;
const BODY = '{"type":"invoice.paid"}';
const hex = (key, content) => createHmac("sha256", key).update(content).digest("hex");
const base64 = (key, content) => createHmac("sha256", key).update(content).digest("base64");

const scheme = (id, docs, rest) => ({ id, name: id, docs, ...rest });
const fields = (header, separator, key) => ({ header, encoding: "hex", syntax: { fields: { separator, key } } });

/** The providers whose documentation states that they send a signature for each secret, with the format. */
const PROVIDERS = [
  {
    scheme: scheme("stripe", "https://docs.stripe.com/webhooks", {
      signature: fields("stripe-signature", ",", "v1"),
      timestamp: { field: "t", unit: "s" },
      signedContent: "{timestamp}.{body}",
    }),
    headers: (keys) => ({
      "stripe-signature": [
        `t=${NOW}`,
        ...keys.map((key) => `v1=${hex(key, `${NOW}.${BODY}`)}`),
        `v0=${"6".repeat(64)}`,
      ].join(","),
    }),
  },
  {
    scheme: scheme("paddle", "https://developer.paddle.com/webhooks/signature-verification", {
      signature: fields("paddle-signature", ";", "h1"),
      timestamp: { field: "ts", unit: "s" },
      signedContent: "{timestamp}:{body}",
    }),
    headers: (keys) => ({
      "paddle-signature": [`ts=${NOW}`, ...keys.map((key) => `h1=${hex(key, `${NOW}:${BODY}`)}`)].join(";"),
    }),
  },
  {
    scheme: scheme("mux", "https://www.mux.com/docs/core/verify-webhook-signatures", {
      signature: fields("mux-signature", ",", "v1"),
      timestamp: { field: "t", unit: "s" },
      signedContent: "{timestamp}.{body}",
    }),
    headers: (keys) => ({
      "mux-signature": [`t=${NOW}`, ...keys.map((key) => `v1=${hex(key, `${NOW}.${BODY}`)}`)].join(","),
    }),
  },
  {
    scheme: scheme("svix", "https://docs.svix.com/receiving/verifying-payloads/how-manual", {
      signature: { header: "svix-signature", encoding: "base64", syntax: { list: { separator: " ", tag: "v1," } } },
      timestamp: { header: "svix-timestamp", unit: "s" },
      signedContent: "{svix-id}.{timestamp}.{body}",
    }),
    headers: (keys) => ({
      "svix-id": "msg_1",
      "svix-timestamp": `${NOW}`,
      "svix-signature": [
        `v1a,${"A".repeat(86)}==`,
        ...keys.map((key) => `v1,${base64(key, `msg_1.${NOW}.${BODY}`)}`),
      ].join(" "),
    }),
  },
  {
    scheme: scheme("pagerduty", "https://developer.pagerduty.com/docs/webhooks-signatures", {
      signature: { header: "x-pagerduty-signature", encoding: "hex", syntax: { list: { separator: ",", tag: "v1=" } } },
      signedContent: "{body}",
    }),
    headers: (keys) => ({ "x-pagerduty-signature": keys.map((key) => `v1=${hex(key, BODY)}`).join(",") }),
  },
  {
    scheme: scheme("outpost", "https://hookdeck.com/docs/outpost/destinations/webhook", {
      signature: {
        header: "x-outpost-signature",
        encoding: "hex",
        syntax: { list: { separator: ",", prefix: "v0=" } },
      },
      signedContent: "{body}",
    }),
    headers: (keys) => ({ "x-outpost-signature": `v0=${keys.map((key) => hex(key, BODY)).join(",")}` }),
  },
];

for (const { scheme, headers } of PROVIDERS) {
  test(`${scheme.id}: a delivery signed with both secrets verifies with either, in either order`, () => {
    const codes = (secrets, keys) => {
      const result = new Verifier({ scheme, secrets }).check({ headers: headers(keys), body: BODY, now: NOW * 1000 });
      return result.ok ? result.delivery.secretIndex : result.code;
    };
    for (const keys of [
      ["new", "old"],
      ["old", "new"],
    ]) {
      assert.equal(codes(["new"], keys), 0);
      assert.equal(codes(["old"], keys), 0);
      assert.equal(codes(["new", "old"], keys), 0);
      assert.equal(codes(["other", "old"], keys), 1);
      assert.equal(codes(["other"], keys), "signature_mismatch");
    }
    assert.equal(codes(["new", "old"], ["old"]), 1, "signed with the old one alone");
  });
}

test("a second timestamp is refused all the same, and the message names the field", () => {
  const [stripe] = PROVIDERS;
  const { "stripe-signature": value } = stripe.headers(["key"]);
  const result = new Verifier({ scheme: stripe.scheme, secret: "key" }).check({
    headers: { "stripe-signature": `${value},t=${NOW + 1}` },
    body: BODY,
    now: NOW * 1000,
  });
  assert.equal(result.code, "duplicate_header");
  assert.match(result.message, /has the field t= more than once/);
});
