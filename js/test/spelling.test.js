// Old names: snake_case instead of camelCase. Each is refused and never ignored, and the error states the correct name.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ConfigError, schemes, Verifier } from "hookward";
import { explain } from "hookward/explain";
import { conformance } from "hookward/testing";

import { SECRETS } from "../../test-support/schemes.js";

const { signedContent, deliveryId, ack, secretEncoding, ...rest } = schemes.gilbert;
const whole = { ...rest, signedContent, deliveryId, ack, secretEncoding };

/** Returns the error that a function throws. */
const errorOf = (build) => {
  try {
    build();
  } catch (error) {
    assert.ok(error instanceof ConfigError, `${error}`);
    return error;
  }
  return assert.fail("it was built");
};

const build = (scheme, options) => errorOf(() => new Verifier({ scheme, secret: "secret", ...options }));

/** Schemes with an old name: the property that the error names, and its correct name. */
const OLD = {
  "in place of a required property": [{ ...rest, signed_content: signedContent }, "signed_content", "signedContent"],
  "beside it": [{ ...whole, signed_content: signedContent }, "signed_content", "signedContent"],
  "of an optional property": [{ ...rest, signedContent, delivery_id: deliveryId }, "delivery_id", "deliveryId"],
  "in place of a required property of an object": [
    { ...whole, ack: { status: 200, content_type: "text/plain", body: "ok", exact: false } },
    "ack.content_type",
    "contentType",
  ],
  "of a property that was renamed": [{ ...whole, secret_encoding: "utf8" }, "secret_encoding", "secretEncoding"],
};

for (const [name, [scheme, field, right]] of Object.entries(OLD)) {
  test(`a scheme with an old spelling ${name} is refused, and the error says what to write`, () => {
    for (const error of [build(scheme), errorOf(() => conformance({ scheme, secret: "secret", body: "{}" }))]) {
      assert.deepEqual([error.code, error.field], ["invalid_scheme", field]);
      assert.ok(error.message.includes(`write \`${right}\``), error.message);
    }
  });
}

test("a scheme with the secret in it is told where the secret goes", () => {
  const error = build({ ...whole, secret: "s3cret-in-the-wrong-place" });
  assert.deepEqual([error.code, error.field], ["invalid_scheme", "secret"]);
  assert.match(error.message, /option, not a property.*`secretEncoding`/);
  assert.ok(!error.message.includes("s3cret"), error.message);
});

test("no value of a scheme is in a message: it may be a secret", () => {
  const VALUE = "s3cret, expected in the wrong place";
  const places = [
    (value) => ({ secretEncoding: value }),
    (value) => ({ algorithm: value }),
    (value) => ({ id: [value] }),
    (value) => ({ signature: { ...whole.signature, encoding: value } }),
    (value) => ({ signature: { ...whole.signature, syntax: value } }),
    (value) => ({ signature: { ...whole.signature, syntax: { prefixed: [value] } } }),
    (value) => ({ signature: value }),
    (value) => ({ timestamp: { header: "x-time", unit: value } }),
    (value) => ({ timestamp: value }),
    (value) => ({ tolerance: value }),
    (value) => ({ event: value }),
    (value) => ({ deliveryId: value }),
    (value) => ({ reserialized: value }),
    (value) => ({ ack: { ...ack, status: value } }),
    (value) => ({ ack: { ...ack, exact: value } }),
    (value) => ({ ack: value }),
    (value) => ({ waivers: [value] }),
  ];
  for (const place of places) {
    const { code, message } = build({ ...whole, ...place(VALUE) });
    assert.equal(code, "invalid_scheme");
    assert.ok(!message.includes("s3cret"), message);
  }
  assert.match(
    build({ ...whole, secretEncoding: VALUE }).message,
    /it must be one of `utf8`, `hex`, `base64`, `whsec`/,
  );
  assert.match(build({ ...whole, tolerance: VALUE }).message, /it must be a whole number/);
});

test("a property of the wrong shape is told what it must be", () => {
  const place = "it must be an object with either `header` or `body`";
  const time = "it must be an object with `unit` and one of `header`, `field`, `position` or `body`";
  const syntax = 'it must be "plain", { prefixed }, { fields } or { list }';
  const of = (change) => ({ signature: { header: "x-sig", encoding: "hex", syntax: "plain", ...change } });
  for (const [change, field, expected] of [
    [{ deliveryId: { body: "id", header: "x-id" } }, "deliveryId", place],
    [{ event: {} }, "event", place],
    [{ event: "x-acme-event" }, "event", place],
    [{ timestamp: { header: "x-time", field: "t", unit: "s" } }, "timestamp", time],
    [{ timestamp: "x-time" }, "timestamp", time],
    [
      { timestamp: { header: "x-time" } },
      "timestamp.unit",
      "it is missing; it must be one of `s`, `ms`, `rfc3339`, `iso8601`, `http_date`, `s_or_ms`",
    ],
    [{ contentTypes: "application/json" }, "contentTypes", "it must be a list of texts"],
    [{ contentTypes: {} }, "contentTypes", "it must be a list of texts"],
    [{ contentTypes: 5 }, "contentTypes", "it must be a list of texts"],
    [{ waivers: "adjacent_parts" }, "waivers", "it must be a list of texts"],
    [of({ syntax: undefined }), "signature.syntax", `it is missing; ${syntax}`],
    [of({ syntax: 5 }), "signature.syntax", syntax],
    [of({ syntax: "prefix" }), "signature.syntax", syntax],
    [of({ syntax: {} }), "signature.syntax", syntax],
    [of({ syntax: { prefixed: "a", list: {} } }), "signature.syntax", syntax],
    [
      of({ encoding: undefined }),
      "signature.encoding",
      "it is missing; it must be one of `hex`, `base64`, `base64url`, `base64url_padded`",
    ],
    [of({ encoding: 64 }), "signature.encoding", "it must be one of `hex`, `base64`, `base64url`, `base64url_padded`"],
    [{ signedContent: `$${"{body}"}` }, "signedContent", "it contains ${, as in a JavaScript template. Remove the $"],
  ]) {
    const error = build({ ...whole, ...change });
    assert.deepEqual([error.code, error.field], ["invalid_scheme", field]);
    assert.ok(error.message.endsWith(`${field} cannot be used: ${expected}.`), error.message);
  }
});

test("a key with a point in it is no property of an object", () => {
  for (const [name, value] of [
    ["ack.contentType", "text/plain"],
    ["signature.header", "x-signature"],
  ]) {
    const error = build({ ...whole, [name]: value });
    assert.deepEqual([error.field, /there is no such property/.test(error.message)], [name, true]);
  }
});

test("what a scheme inherits is not read, and what is undefined is left out", () => {
  const inherited = Object.assign(Object.create({ deliveryId: { header: "x-id" } }), { ...rest, signedContent, ack });
  assert.equal(new Verifier({ scheme: inherited, secret: "secret" }).scheme.deliveryId, null);
  const left = { ...rest, signedContent, ack, tolerance: undefined, waivers: undefined, timestamp: undefined };
  assert.equal(new Verifier({ scheme: left, secret: "secret" }).scheme.tolerance, 300);
  const listed = { ...whole, ack: Object.assign([], ack) };
  assert.match(build(listed).message, /ack/);
});

test("a scheme that holds itself is refused like any other", () => {
  const scheme = { ...whole };
  scheme.ack = { ...ack, scheme };
  assert.equal(build(scheme).code, "invalid_scheme");
});

test("a property that has no right spelling is refused without advice", () => {
  for (const name of ["colour", "sig_nature", "signedcontent", "Signed_Content"]) {
    const error = build({ ...whole, [name]: "x" });
    assert.deepEqual([error.code, error.field], ["invalid_scheme", name]);
    assert.match(error.message, /there is no such property/);
  }
});

test("an option in an old spelling is refused, and the error says what to write", () => {
  const options = { max_body_bytes: 10 };
  const request = { scheme: "gilbert", secret: "secret", headers: {}, body: "" };
  for (const error of [build("gilbert", options), errorOf(() => explain({ ...request, ...options }))]) {
    assert.deepEqual([error.code, error.option], ["invalid_option", "max_body_bytes"]);
    assert.match(error.message, /Write `maxBodyBytes`\./);
  }
  assert.match(build("gilbert", { toleranze: 10 }).message, /The options are scheme, secret/);
});

test("every property of a scheme is known under its own name, and under no other", () => {
  for (const scheme of Object.values(schemes))
    assert.doesNotThrow(() => new Verifier({ scheme, secret: SECRETS[scheme.id] }));
});
