// `check` returns a refusal and never throws, whatever a sender does: random headers and bodies, and changed copies of
// real deliveries. A failure prints a seed with which fast-check repeats it.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Verifier } from "hookward";

import { delivery, signatureOf } from "../../test-support/providers.js";
import { CODES } from "../../test-support/result.js";
import { RESERIALIZED, SAMPLE, SCHEMES, SECRETS, signedHeaders } from "../../test-support/schemes.js";

const RUNS = { numRuns: 3000 };
const SECONDS = 1_700_000_000;
const now = SECONDS * 1000;
const verifiers = SAMPLE.map((scheme) => new Verifier({ scheme, secret: SECRETS[scheme] }));

/** Asserts that a result is a complete refusal: a known code and a sentence. */
function isRefusal(result) {
  assert.equal(result.ok, false, "accepted what nobody signed");
  assert.ok(CODES.includes(result.code), `the code is ${result.code}`);
  assert.ok(result.message.length > 20 && !/undefined|null|NaN/.test(result.message), result.message);
}

const NAMES = [
  ...new Set(verifiers.flatMap(({ scheme }) => [scheme.signature.header, scheme.timestamp?.header ?? "webhook-id"])),
  "__proto__",
  "constructor",
  "get",
  "append",
  "content-type",
];

/** The other headers that schemes read. */
const BESIDE = [
  ...new Set(SAMPLE.flatMap((id) => [SCHEMES[id].timestamp?.header, ...signedHeaders(SCHEMES[id])])),
].filter((header) => header !== undefined);

const hex = fc.stringMatching(/^[0-9a-fA-F]{60,68}$/);
const base64 = fc.uint8Array({ minLength: 30, maxLength: 34 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const number = fc.oneof(
  fc.stringMatching(/^[-+]?[0-9]{0,40}$/),
  fc.constantFrom(`${SECONDS}`, `${SECONDS}.0`, "1e9", "0x1", "NaN", "Infinity", "-0", `${2 ** 63}`, " 1", "１"),
);
const value = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  number,
  hex,
  hex.map((text) => `sha256=${text}`),
  base64.map((text) => `v1,${text}`),
  fc
    .array(
      fc.oneof(fc.tuple(fc.constantFrom("t", "v1", "v0", " v1", ""), fc.oneof(number, hex)).map((p) => p.join("="))),
    )
    .map((fields) => fields.join(",")),
  fc
    .array(
      fc.oneof(
        base64.map((text) => `v1,${text}`),
        fc.string(),
      ),
      { maxLength: 40 },
    )
    .map((list) => list.join(" ")),
  // Half of a surrogate pair, which a header cannot contain, but a caller's object can.
  fc.constantFrom("\ud800", "\udc00\ud800", "\0", "\r\n", "=".repeat(10_000), ",".repeat(10_000)),
);
const name = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.constantFrom(...NAMES).map((text) => text.toUpperCase()),
  fc.string(),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 12 });
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json().map((text) => Buffer.from(text)),
  fc.string().map((text) => Buffer.from(text)),
  fc.constantFrom("[".repeat(100_000), '{"a":'.repeat(50_000), '{"__proto__":{"toJSON":1}}', "\ufeff{}"),
);

const asRecord = (list) => {
  const record = Object.create(null);
  for (const [key, text] of list) record[key] = key in record ? [record[key], text].flat() : text;
  return record;
};

test("random headers and bodies", () => {
  fc.assert(
    fc.property(pairs, body, fc.constantFrom(...verifiers), (headers, bytes, verifier) => {
      for (const shape of [headers, asRecord(headers)]) {
        isRefusal(verifier.check({ headers: shape, body: bytes, now }));
        verifier.checkHeaders({ headers: shape, now });
      }
    }),
    RUNS,
  );
});

test("random headers of the right names", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...verifiers),
      fc.array(value, { minLength: BESIDE.length + 1, maxLength: BESIDE.length + 1 }),
      body,
      (verifier, all, bytes) => {
        const names = [verifier.scheme.signature.header, ...BESIDE];
        isRefusal(verifier.check({ headers: names.map((header, at) => [header, all[at]]), body: bytes, now }));
      },
    ),
    RUNS,
  );
});

test("a real delivery with one header or byte changed", () => {
  const sent = SAMPLE.map((id) => delivery(id, { seconds: SECONDS }));
  let accepted = 0;
  fc.assert(
    fc.property(
      fc.nat(SAMPLE.length - 1),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      (which, at, flip, inBody) => {
        const verifier = verifiers[which];
        const original = sent[which];
        assert.equal(verifier.check({ ...original, now }).ok, true);
        accepted += 1;
        if (inBody) {
          const bytes = Buffer.from(original.body);
          bytes[at % bytes.length] ^= flip;
          isRefusal(verifier.check({ headers: original.headers, body: bytes, now }));
          return;
        }
        const signed = verifier.scheme.signature.header;
        const headers = Object.fromEntries(
          Object.entries(original.headers).map(([header, text]) => {
            if (header.toLowerCase() !== signed) return [header, text];
            const bytes = Buffer.from(text, "latin1");
            bytes[at % bytes.length] ^= flip;
            return [header, bytes.toString("latin1")];
          }),
        );
        const result = verifier.check({ headers, body: original.body, now });
        // This change does not matter: the other case of a hex digit.
        const [before, after] = [original.headers, headers].map((one) => JSON.stringify(one).toLowerCase());
        if (verifier.scheme.signature.encoding === "hex" && before === after && result.ok) return;
        isRefusal(result);
      },
    ),
    RUNS,
  );
  assert.equal(accepted, RUNS.numRuns);
});

test("a body too deep to parse or print is no match, and nothing worse", () => {
  for (const id of RESERIALIZED) {
    const verifier = verifiers[SAMPLE.indexOf(id)];
    const { headers } = delivery(id, { seconds: SECONDS });
    for (const deep of [
      "[".repeat(500_000) + "]".repeat(500_000),
      `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`,
    ]) {
      assert.equal(verifier.check({ headers, body: deep, now }).code, "signature_mismatch");
    }
    // The verifier still works after that.
    assert.equal(verifier.check({ ...delivery(id, { seconds: SECONDS }), now }).ok, true);
  }
});

test("a verification out of a callback in another does not disturb it", () => {
  // Nothing is awaited, but `toJSON` and getters run in the middle of a check.
  const [gilbert, grillo] = [verifiers[SAMPLE.indexOf("gilbert")], verifiers[SAMPLE.indexOf("grillo")]];
  const inner = delivery("gilbert", { body: Buffer.alloc(200_000, "y") });
  const { headers, json } = delivery("grillo");
  let calls = 0;
  const disturb = () => {
    calls += 1;
    assert.equal(gilbert.check(inner).ok, true);
    assert.equal(gilbert.check({ headers: {}, body: "" }).code, "missing_header");
  };
  const parsed = {
    toJSON() {
      disturb();
      return json;
    },
  };
  const signature = signatureOf("grillo", headers);
  const restless = Object.defineProperty({ ...headers }, grillo.scheme.signature.header, {
    enumerable: true,
    get() {
      disturb();
      return signature;
    },
  });
  assert.equal(grillo.check({ headers: restless, parsed }).ok, true);
  assert.equal(calls, 2);
});
