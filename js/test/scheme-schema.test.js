// The JSON Schema of a scheme: an editor reports the same errors in a file as hookward.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { ConfigError, schemes, Verifier } from "hookward";

import { IDS, readOf } from "../../test-support/schemes.js";

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve("hookward/scheme.schema.json"), "utf8"));
const ajv = formats.default(new Ajv.default({ allErrors: true, strict: true, strictTypes: false }));
const validate = ajv.compile(schema);
const problems = (value) => (validate(value) ? [] : validate.errors.map((one) => `${one.instancePath} ${one.message}`));

test("every provider's file is what the schema describes", () => {
  for (const id of IDS) {
    const file = JSON.parse(readOf(id, "scheme.json"));
    assert.deepEqual(problems(file), [], id);
    assert.equal(file.$schema, "../scheme.schema.json", id);
    assert.ok(file.confirmed && file.secretHelp, id);
  }
});

test("so is every scheme as a program has it, with all of its properties", () => {
  for (const id of IDS) assert.deepEqual(problems(schemes[id]), [], id);
});

/** Returns every schema in the schema, with its path. */
function all(one, path = "") {
  const { properties = {}, oneOf = [], items } = one;
  const below = [
    ...Object.entries(properties).map(([name, property]) => [`${path}.${name}`, property]),
    ...oneOf.map((choice, at) => [`${path}|${at}`, choice]),
    ...(items === undefined ? [] : [[`${path}[]`, items]]),
  ];
  return [[path, one], ...below.flatMap(([name, property]) => all(property, name))];
}

test("every property has a description and an example, and the examples are right", () => {
  for (const [path, one] of all(schema)) {
    assert.ok(/^.{4,}[.:]$/s.test(one.description), `${path}: ${one.description}`);
    if (one.type === "null" || one.const !== undefined) continue;
    assert.ok(one.examples?.length > 0, `${path} has no example`);
    const check = ajv.compile(one);
    for (const example of one.examples) assert.ok(check(example), `${path}: ${JSON.stringify(example)}`);
    if (one.default !== undefined) assert.ok(check(one.default), `${path}: its default`);
    if (one.type === "object" && one.properties !== undefined) assert.equal(one.additionalProperties, false, path);
  }
});

test("the defaults are those of a scheme that says nothing", () => {
  const acme = { id: "acme", name: "Acme", docs: "https://acme.example", signedContent: "{body}" };
  const signature = { header: "x-acme-signature", syntax: "plain", encoding: "hex" };
  const { scheme } = new Verifier({ scheme: { ...acme, signature }, secret: "s" });
  for (const [name, { default: value }] of Object.entries(schema.properties)) {
    if (!Object.hasOwn(scheme, name)) continue;
    const required = schema.required.includes(name);
    assert.deepEqual(value, required ? undefined : scheme[name], name);
  }
});

/** Returns the allowed values of a property, according to hookward's error. */
function choicesOf(path, scheme) {
  try {
    new Verifier({ scheme, secret: "s" });
  } catch (error) {
    assert.ok(error instanceof ConfigError && error.field === path, `${path}: ${error.message}`);
    return [...error.message.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  }
  return assert.fail(`${path} may be anything`);
}

test("each list of values is the one that hookward takes", () => {
  const { gilbert, inboundflow } = schemes;
  const { signature, algorithm, secretEncoding, timestamp, waivers } = schema.properties;
  const wrong = (scheme, change) => ({ ...structuredClone(scheme), ...change });
  const choices = {
    "signature.encoding": [
      signature.properties.encoding.enum,
      wrong(gilbert, { signature: { ...gilbert.signature, encoding: "?" } }),
    ],
    algorithm: [algorithm.enum, wrong(gilbert, { algorithm: "?" })],
    secretEncoding: [secretEncoding.oneOf[0].enum, wrong(gilbert, { secretEncoding: "?" })],
    "timestamp.unit": [
      timestamp.oneOf[1].properties.unit.enum,
      wrong(inboundflow, { timestamp: { header: "x-time", unit: "?" } }),
    ],
    "waivers[0]": [waivers.items.enum, wrong(gilbert, { waivers: ["?"] })],
  };
  for (const [path, [values, scheme]] of Object.entries(choices)) {
    const taken = choicesOf(path, scheme);
    assert.deepEqual(taken.sort(), [...values].sort(), path);
  }
});

test("what hookward refuses, the schema refuses", () => {
  const file = JSON.parse(readOf("inboundflow", "scheme.json"));
  for (const change of [
    { id: "" },
    { tolerance: 0 },
    { signedContent: undefined },
    { colour: "blue" },
    { signature: { ...file.signature, encoding: "hexadecimal" } },
    { signature: { ...file.signature, syntax: { prefix: "sha256=" } } },
    { timestamp: { header: "x-a", field: "t", unit: "s" } },
    { event: { header: "x-a", body: "b" } },
    { headerPrefix: "x-" },
    { ack: { status: 302, contentType: "text/plain", body: "", exact: false } },
  ]) {
    const { confirmed: _, secretHelp: __, ...scheme } = JSON.parse(JSON.stringify({ ...file, ...change }));
    assert.notDeepEqual(problems(scheme), [], JSON.stringify(change));
    assert.throws(() => new Verifier({ scheme, secret: "s" }), ConfigError, JSON.stringify(change));
  }
});
