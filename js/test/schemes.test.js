// The built-in schemes in a program: by id, by import, and as the program's own copies.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import * as esm from "hookward";
import * as all from "hookward/schemes";

import { IDS, nameOf, SCHEMES, SECRETS } from "../../test-support/schemes.js";

const require = createRequire(import.meta.url);
const imported = { ...all };

/** Returns a scheme from its file, with the defaults of its nested objects. */
function whole({ challenge, ...scheme }) {
  const { syntax, ...signature } = scheme.signature;
  const { fields, list } = syntax;
  const wholeSyntax =
    fields !== undefined
      ? { fields: { optionalSpace: false, groups: null, ...fields } }
      : list !== undefined
        ? { list: { tag: null, prefix: null, optionalSpace: false, ...list } }
        : syntax;
  const asks = { method: "POST", when: null, token: null, verifyToken: null, response: null };
  return {
    ...scheme,
    signature: { moreHeaders: [], ...signature, syntax: wholeSyntax },
    challenge: challenge && { ...asks, ...challenge },
  };
}

test("every scheme is there by its id and by its name, with every property", async () => {
  assert.deepEqual(Object.keys(esm.schemes), IDS);
  assert.deepEqual(Object.keys(imported).sort(), IDS.map(nameOf).sort());
  for (const id of IDS) {
    const name = nameOf(id);
    const { [name]: one, ...others } = await import(`hookward/schemes/${id}`);
    assert.deepEqual(Object.keys(others), []);
    for (const scheme of [one, imported[name], esm.schemes[id], require(`hookward/schemes/${id}`)[name]]) {
      assert.deepEqual(scheme, whole(SCHEMES[id]), id);
      assert.deepEqual(Object.keys(scheme), Object.keys(esm.schemes.gilbert), "in one order");
      assert.throws(() => Object.assign(scheme.signature, { header: "x" }), TypeError);
    }
  }
});

test("the table cannot be changed, and has nothing but the schemes", () => {
  assert.ok(Object.isFrozen(esm.schemes));
  assert.equal(esm.schemes.gilbert, esm.schemes.gilbert);
  assert.equal(esm.schemes.toString, Object.prototype.toString);
  assert.throws(() => new esm.Verifier({ scheme: "toString", secret: "s" }), { code: "unknown_scheme" });
  assert.deepEqual(JSON.parse(JSON.stringify(esm.schemes)), Object.fromEntries(Object.entries(esm.schemes)));
});

/** Returns the number of modules that a program starts. */
function started(program, resolve = "import") {
  const text = `
    let count = 0;
    const { Instance } = WebAssembly;
    // But for what decodes their texts.
    const isModule = (module) => WebAssembly.Module.exports(module).every(({ name }) => name !== "decode");
    WebAssembly.Instance = class extends Instance { constructor(...from) { super(...from); if (isModule(from[0])) count += 1; } };
    const require = (await import("node:module")).createRequire(${JSON.stringify(import.meta.url)});
    const load = (name) => "${resolve}" === "import" ? import(name) : require(name);
    const { Verifier } = await load("hookward");
    ${program}
    console.log(count);`;
  const options = { encoding: "utf8", cwd: new URL(".", import.meta.url) };
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", text], options));
}

test("an imported scheme is not compiled again, and neither is one of the table", () => {
  const build = 'new Verifier({ scheme, secret: "s" });';
  for (const how of ["import", "require"]) {
    assert.equal(started(`const { grillo: scheme } = await load("hookward/schemes/grillo"); ${build}`, how), 1);
  }
  assert.equal(started(`const scheme = (await load("hookward")).schemes.grillo; ${build}`), 1);
  // Both formats of the package accept schemes that the other has compiled.
  assert.equal(started(`const { grillo: scheme } = require("hookward/schemes/grillo"); ${build}`), 1);
  assert.equal(
    started(`const { grillo } = require("hookward/schemes/grillo"); const scheme = { ...grillo }; ${build}`),
    2,
  );
});

test("what a scheme was compiled to stays with it: a copy that is changed verifies as it says", () => {
  const { gilbert } = imported;
  const signature = { ...gilbert.signature, header: "x-other-signature" };
  const descriptors = Object.getOwnPropertyDescriptors(gilbert);
  const copies = [
    { ...gilbert, signature },
    Object.assign({}, gilbert, { signature }),
    // A copy that also has the properties that are not enumerable.
    Object.defineProperties({}, { ...descriptors, signature: { ...descriptors.signature, value: signature } }),
  ];
  for (const scheme of copies) {
    const verifier = new esm.Verifier({ scheme, secret: "s" });
    const { headers, body } = verifier.sign({ body: "{}" });
    assert.ok("x-other-signature" in headers);
    assert.equal(verifier.check({ headers, body }).ok, true);
    assert.equal(verifier.check({ headers: {}, body }).header, "x-other-signature");
  }
  // Inherited properties do not belong to the scheme, so this object is not a scheme.
  assert.throws(() => new esm.Verifier({ scheme: Object.create(gilbert), secret: "s" }), { code: "invalid_scheme" });
});

test("a verifier of an imported scheme is that of its id", () => {
  for (const id of IDS) {
    const [one, other] = [id, imported[nameOf(id)]].map((scheme) => new esm.Verifier({ scheme, secret: SECRETS[id] }));
    assert.deepEqual(one.scheme, other.scheme);
    assert.equal(esm.schemes[id], one.scheme);
  }
});

test("an unknown id is told the nearest, and never all of them", () => {
  const messageOf = (scheme) => {
    try {
      new esm.Verifier({ scheme, secret: "s" });
    } catch ({ code, message }) {
      assert.equal(code, "unknown_scheme");
      return message;
    }
    return assert.fail(scheme);
  };
  const advice = "`npx hookward schemes` lists the built-in schemes. For a different provider, pass a custom scheme.";
  assert.equal(messageOf("gilbret"), `There is no scheme "gilbret": did you mean "gilbert"? ${advice}`);
  assert.equal(messageOf("no such provider"), `There is no scheme "no such provider". ${advice}`);
  assert.ok(messageOf("x".repeat(1e5)).length < 1e5 + 200);
});

test("a scheme may name the JSON Schema that its editor reads it by", () => {
  const { name: _, ...rest } = esm.schemes.gilbert;
  const acme = { $schema: "./node_modules/hookward/schemes/scheme.schema.json", ...rest, name: "Acme", id: "acme" };
  assert.equal(new esm.Verifier({ scheme: acme, secret: "s" }).scheme.id, "acme");
  const below = { ...acme, signature: { ...acme.signature, $schema: "x" } };
  assert.throws(() => new esm.Verifier({ scheme: below, secret: "s" }), { code: "invalid_scheme" });
});

test("the version that schemes are compiled by is the package's", () => {
  const root = new URL("../../", import.meta.url);
  const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  const { VERSION } = readFileSync(new URL("js/src/schemes/defaults.ts", root), "utf8").match(
    /VERSION = "(?<VERSION>.*)"/,
  ).groups;
  assert.equal(VERSION, version);
});
