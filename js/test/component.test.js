// The component in hosts without hookward's JavaScript: every vector has the same outcomes and facts as in the other runtimes.

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { Verifier } from "hookward";

import { componentInNode, recordOf, resultOf, runInNode, runInWasmtime, TENANT } from "../../test-support/component.js";
import { dedupeKey } from "../../test-support/dedupe-key.js";
import { expected, named } from "../../test-support/result.js";
import { IDS, SCHEMES, SECRETS, signedHeaders } from "../../test-support/schemes.js";
import { contentParts, signatureHeaders } from "../../test-support/sign.js";
import { files } from "../../test-support/vectors.js";

const component = await componentInNode();
const all = files.flatMap(({ name, vectors }) => vectors.map((vector) => ({ ...vector, file: name })));

/** Vectors with a wrong expectation, to show that the comparison detects errors. */
const accepted = all.find(({ expect }) => expect.ok);
const refused = all.find(({ expect }) => expect.code === "signature_mismatch");
const CONTROLS = [
  { ...accepted, expect: refused.expect },
  { ...refused, expect: accepted.expect },
  { ...accepted, expect: { ...accepted.expect, secretIndex: 1 } },
  { ...refused, expect: { ...refused.expect, secrets: 2 } },
];

/** Returns the difference between an outcome and the vector's expectation, or undefined. */
function difference(vector, outcome) {
  const expect = expected(vector);
  const got = named(recordOf(outcome, vector.body), expect);
  try {
    assert.deepEqual(got, expect);
  } catch {
    return `${vector.file}/${vector.name}: ${JSON.stringify(got)}`;
  }
  return undefined;
}

/** Returns the dedupe key of a vector that is accepted, computed with node:crypto. */
function keyOf({ scheme, expect, body, verified }, tenant) {
  const { id, signedContent } = typeof scheme === "string" ? SCHEMES[scheme] : scheme;
  if (expect.deliveryIdSigned && expect.deliveryId) return dedupeKey(tenant, id, "id", expect.deliveryId);
  const covered = verified === undefined ? body : Buffer.from(verified);
  if (!signedContent.includes("{form}")) return dedupeKey(tenant, id, "body", covered);
  return dedupeKey(tenant, id, "form", contentParts({ signedContent: "{form}" }, { body: covered }).join(""));
}

const HOSTS = {
  "in Node, by jco": async (vectors) => vectors.map((vector) => runInNode(component, vector)),
  "in wasmtime": runInWasmtime,
};

for (const [host, run] of Object.entries(HOSTS)) {
  test(`${host}: every vector has the outcome and the facts that it expects`, async () => {
    const vectors = [...all, ...CONTROLS];
    const outcomes = await run(vectors);
    assert.equal(outcomes.length, vectors.length);
    const differences = vectors.map((vector, at) => difference(vector, outcomes[at]));
    assert.deepEqual(differences.slice(0, all.length).filter(Boolean), []);
    assert.ok(differences.slice(all.length).every(Boolean), "each control differs");
    assert.ok(all.length > 1500, `only ${all.length} vectors`);
    const keys = { id: 0, body: 0 };
    for (const [at, { checked, result, inParts, second, tenantKey }] of outcomes.entries()) {
      if (checked === undefined) continue;
      const { file, name } = vectors[at];
      assert.deepEqual(inParts, result, `${file}/${name} in parts`);
      // If the headers are refused, the delivery is refused with the same code, unless its body is too long, which is checked first.
      if (checked.err && result.err.code !== "body_too_large") assert.deepEqual(result, checked, `${file}/${name}`);
      const { ok } = second?.ok ? second : result;
      if (at >= all.length || !ok) continue;
      const { expect } = vectors[at];
      const vector = { ...vectors[at], verified: expect.verified };
      assert.equal(ok.dedupeKey, keyOf(vector, ""), `${file}/${name}`);
      assert.equal(tenantKey, keyOf(vector, TENANT), `${file}/${name} of an endpoint`);
      keys[expect.deliveryIdSigned && expect.deliveryId ? "id" : "body"] += 1;
    }
    assert.ok(keys.id > 100 && keys.body > 100, `too few keys: ${JSON.stringify(keys)}`);
  });
}

test("the dedupe key of a delivery is that of the npm package, also where the id has no bytes", () => {
  const secret = "a secret";
  const ours = new Verifier({ scheme: "gilbert", secret });
  const verifier = component.verifier.Verifier.create(
    { tag: "id", val: "gilbert" },
    [{ tag: "text", val: secret }],
    {},
  );
  for (const id of ['"evt_1"', '""', "7", "null", '"\\ud800"', '"\\ufffd"', '"\\ud83d\\ude00"']) {
    const signed = ours.sign({ body: `{"event":"x","event_id":${id}}` });
    const headers = Object.entries(signed.headers).map(([name, value]) => [name, Buffer.from(value)]);
    const delivery = verifier.verify({ headers }, Buffer.from(signed.body), BigInt(Date.now()));
    assert.equal(delivery.dedupeKey, ours.verify(signed).dedupeKey, id);
  }
});

test("every scheme signs as its provider does", () => {
  // Other signed headers, such as a nonce, contain made-up values.
  const hasNoNonce = (id) =>
    signedHeaders(SCHEMES[id]).every((name) =>
      [SCHEMES[id].event, SCHEMES[id].deliveryId].some((source) => source?.header === name),
    );
  const given = { deliveryId: "dlv_1", event: "some.event", url: "https://app.example.com/webhook" };
  const [body, now] = [Buffer.from("a=1&b=%20&a=0"), 1_700_000_000_999];
  assert.deepEqual([...component.schemes.ids()].sort(), IDS);
  for (const id of IDS.filter(hasNoNonce)) {
    const { signsBody, name, json } = component.schemes.byId(id);
    assert.deepEqual([name, JSON.parse(json).id], [SCHEMES[id].name, id]);
    const Built = signsBody ? component.verifier.Verifier : component.verifier.Authenticator;
    const signer = Built.create({ tag: "id", val: id }, [{ tag: "text", val: SECRETS[id] }], {});
    const signed = signer.sign(body, { now: BigInt(now), ...given });
    const headers = Object.fromEntries(signed.map(([name, value]) => [name, Buffer.from(value).toString("utf8")]));
    assert.deepEqual(
      headers,
      signatureHeaders(SCHEMES[id], { ...given, secret: SECRETS[id], body, seconds: now / 1000 }),
      id,
    );
  }
  assert.equal(component.schemes.byId("no-such-scheme"), undefined);
});

test("the re-serialized body is the one that JSON.stringify makes", () => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const print = (bytes) => {
    try {
      return JSON.stringify(JSON.parse(decoder.decode(bytes)));
    } catch {
      return undefined;
    }
  };
  const ours = (bytes) => {
    const printed = component.verifier.reserializeBody(bytes);
    return printed && Buffer.from(printed).toString("utf8");
  };
  let some = 0;
  for (const { body, file, name } of all) {
    assert.equal(ours(body), print(body), `${file}/${name}`);
    some += Number(print(body) !== undefined);
  }
  assert.ok(some > 1000, `only ${some} bodies are JSON`);
  // White space, unnecessary escapes, and numbers in other forms: JSON.parse accepts them, and JSON.stringify writes them in another way.
  const space = fc.constantFrom("", " ", "\n\t");
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom(
      "1E3",
      "1.0",
      "-0",
      "-0.0",
      "1e400",
      "-1e400",
      "9007199254740993",
      "1e-7",
      "123456789012345680000",
      "1e21",
    ),
  );
  const escaped = fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary" }).map((text) => JSON.stringify(text).slice(1, -1)),
        fc.integer({ min: 0, max: 0xffff }).map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`),
        fc.constantFrom("\\/", "\\b", "\\u00E9", "\\uD83D\\uDE00", "\\ud83d", "\\uDE00", "1", "2", "01", "__proto__"),
      ),
      { maxLength: 4 },
    )
    .map((parts) => `"${parts.join("")}"`);
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: "small" },
      number,
      escaped,
      fc.constantFrom("null", "true", "false"),
      tie("list"),
      tie("object"),
    ),
    list: fc
      .tuple(fc.array(tie("json"), { maxLength: 4 }), space)
      .map(([items, gap]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`),
    object: fc
      .tuple(
        fc.array(
          fc.tuple(
            fc.oneof(
              escaped,
              fc.nat(12).map((index) => `"${index}"`),
            ),
            tie("json"),
          ),
          { maxLength: 5 },
        ),
        space,
      )
      .map(([members, gap]) => `{${members.map(([name, value]) => `${gap}${name}${gap}:${value}`).join(",")}${gap}}`),
  }));
  fc.assert(
    fc.property(json, (text) => {
      const body = Buffer.from(text);
      assert.equal(ours(body), print(body));
    }),
    { numRuns: 3000 },
  );
});

test("a body in parts ends at the limit", () => {
  const { Verifier } = component.verifier;
  const verifier = Verifier.create({ tag: "id", val: "gilbert" }, [{ tag: "text", val: "key" }], { maxBodyBytes: 10n });
  const body = verifier.begin({ headers: [] });
  assert.deepEqual(
    resultOf(() => body.write(new Uint8Array(10))),
    { ok: null },
  );
  const { err } = resultOf(() => body.write(new Uint8Array(1)));
  assert.equal(err.code, "body_too_large");
  assert.deepEqual(err.details, { tag: "body-too-large", val: 10n });
  // An empty part does not reset the error, and the earlier parts are not verified.
  assert.deepEqual(resultOf(() => body.write(new Uint8Array(0))).err, err);
  assert.deepEqual(resultOf(() => body.verify(0n)).err, err);
});

test("an option out of range is a configuration error", () => {
  const { Verifier } = component.verifier;
  for (const [options, option] of [
    [{ tolerance: 0 }, "tolerance"],
    [{ maxBodyBytes: 0n }, "maxBodyBytes"],
    [{ maxBodyBytes: 2n ** 30n + 1n }, "maxBodyBytes"],
  ]) {
    const { err } = resultOf(() =>
      Verifier.create({ tag: "id", val: "gilbert" }, [{ tag: "text", val: "key" }], options),
    );
    assert.deepEqual([err.code, err.details.val], ["invalid_option", option]);
  }
});
