// The published code: the size of a bundle, what it does not contain, and what does not start before it is used.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const budget = JSON.parse(readFileSync(new URL("../../bench/size-budget.json", import.meta.url), "utf8"));

/** The beginning of every module as text: its magic number and version. */
const MODULE = Buffer.from("\0asm\x01\0\0\0", "latin1").toString("hex");
const modulesIn = (text) => text.split(MODULE).length - 1;

async function bundle(contents) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { text: outputFiles[0].text, gzip: gzipSync(outputFiles[0].contents, { level: 9 }).length, inputs };
}

const program = (entry) => `
  import { Verifier } from "${entry}";
  const verifier = new Verifier({ scheme: "gilbert", secret: "secret" });
  export const verify = (headers, body) => verifier.verify({ headers, body }).json();`;

const liteProgram = `
  import { Verifier } from "hookward/lite";
  import { gilbert } from "hookward/schemes/gilbert";
  const verifier = new Verifier({ scheme: gilbert, secret: "secret" });
  export const verify = (headers, body) => verifier.verify({ headers, body }).json();`;

test("a bundle of hookward/lite has what verifies in it and nothing else, within its budget", async () => {
  const { text, gzip, inputs } = await bundle(liteProgram);
  const paths = inputs.map(([path]) => path);
  assert.ok(paths.some((path) => path.endsWith("dist/esm/loaders/inline-verify.js")));
  assert.deepEqual(
    paths.filter((path) => path.includes("setup")),
    [],
  );
  assert.equal(modulesIn(text), 1);
  assert.equal(modulesIn((await bundle(program("hookward"))).text), 3);
  const most = budget["hookward/lite, one scheme"];
  assert.ok(gzip <= most, `${gzip} bytes gzipped, ${gzip - most} over the budget of ${most}`);
});

test("with hookward/lite, a handler of one's own for fetch brings nothing else in", async () => {
  const { text, inputs } = await bundle(`
    import { acknowledge, refuse, verify } from "hookward/fetch";
    import { VerificationError, Verifier } from "hookward/lite";
    import { gilbert } from "hookward/schemes/gilbert";
    const verifier = new Verifier({ scheme: gilbert, secret: "secret" });
    export const handle = (request) => verify(verifier, request).then(acknowledge, (error) => {
      if (error instanceof VerificationError) return refuse(error, verifier);
      throw error;
    });`);
  assert.equal(modulesIn(text), 1);
  assert.ok(!inputs.some(([path]) => path.includes("setup")));
});

test("a bundle has the schemes that it names, from wherever they are imported, and no other", async () => {
  const one = await bundle(liteProgram);
  const ofAll = await bundle(liteProgram.replace("hookward/schemes/gilbert", "hookward/schemes"));
  for (const { text } of [one, ofAll]) {
    assert.ok(text.includes("x-gilbert-signature"));
    assert.ok(!text.includes("x-argos-signature") && !text.includes("x-grillo-signature"));
  }
  // A module of one scheme contains the code that makes schemes.
  assert.ok(Math.abs(one.gzip - ofAll.gzip) < 100, `${one.gzip} and ${ofAll.gzip} bytes`);
  const two = await bundle(
    `import { gilbert, grillo } from "hookward/schemes"; export const names = [gilbert.name, grillo.name];`,
  );
  assert.ok(modulesIn(two.text) === 0 && two.text.length < 4000, `${two.text.length} characters`);
});

test("a bundle that takes a constant or an error class has no module in it", async () => {
  const { text } = await bundle('export { ConfigError, SENDER_MESSAGE, VerificationError } from "hookward";');
  assert.ok(modulesIn(text) === 0 && text.length < 4000, `${text.length} characters`);
});

/** Runs a program that prints the number of started modules after each of its steps. */
function started(entry, steps) {
  const program = `
    import { createRequire } from "node:module";
    let count = 0;
    const { Instance } = WebAssembly;
    // But for what decodes their texts.
    const isModule = (module) => WebAssembly.Module.exports(module).every(({ name }) => name !== "decode");
    WebAssembly.Instance = class extends Instance { constructor(...from) { super(...from); if (isModule(from[0])) count += 1; } };
    const require = createRequire(${JSON.stringify(`${root}/`)});
    const { Verifier, schemes } = require("${entry}");
    const { gilbert } = require("hookward/schemes");
    const acme = { ...schemes?.gilbert, id: "acme" };
    const counts = [count];
    for (const step of [${steps.join(", ")}]) {
      try { step(); } catch (error) { if (!error.code) throw error; }
      counts.push(count);
    }
    console.log(JSON.stringify(counts));`;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" }));
}

const GENUINE = [
  '() => { globalThis.verifier = new Verifier({ scheme: gilbert, secret: "key" }); }',
  "() => verifier.check(verifier.sign({ body: 'b' })).ok || process.exit(1)",
];
const REFUSED = "() => verifier.check({ headers: {}, body: '' }).ok && process.exit(1)";
const OWN = '() => new Verifier({ scheme: acme, secret: "key" })';
const CONFIG_ERROR = '() => new Verifier({ scheme: gilbert, secret: "" })';

test("hookward starts the module for schemes and sentences when it is first needed, and once", () => {
  assert.deepEqual(started("hookward", [...GENUINE, REFUSED, REFUSED, OWN, CONFIG_ERROR]), [1, 1, 1, 2, 2, 2, 2]);
  assert.deepEqual(started("hookward", [OWN, ...GENUINE]), [1, 2, 2, 2]);
  assert.deepEqual(started("hookward", [CONFIG_ERROR, OWN]), [1, 2, 2]);
});

test("hookward/lite has no other module to start", () => {
  assert.deepEqual(started("hookward/lite", [...GENUINE, REFUSED, CONFIG_ERROR]), [1, 1, 1, 1, 1]);
});
