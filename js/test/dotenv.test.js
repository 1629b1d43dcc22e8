// .dev.vars and .env, parsed by hookward and by Wrangler.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { unstable_getVarsForDev as wranglerReads } from "wrangler";

const folder = mkdtempSync(join(tmpdir(), "hookward-"));
after(() => rmSync(folder, { recursive: true }));
let count = 0;

// In the package, this source is part of the command.
const source = fileURLToPath(new URL("../src/cli/dev-vars.ts", import.meta.url));
const outfile = join(folder, "dev-vars.cjs");
await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  format: "cjs",
  platform: "node",
  mainFields: ["module", "main"],
});
const { readDevVars } = await import(pathToFileURL(outfile));

/** Writes files into a new folder, and returns what both programs read there. */
async function both(files, name) {
  const cwd = join(folder, `${count++}`);
  mkdirSync(cwd);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
  const path = join(cwd, "wrangler.toml");
  const bindings = Object.entries(wranglerReads(path, undefined, {}, name, true));
  const read = await readDevVars({ path }, { name });
  rmSync(cwd, { recursive: true });
  return {
    read,
    hookward: { ...read.values },
    wrangler: Object.fromEntries(bindings.map(([key, { value }]) => [key, value])),
  };
}

const TEXTS = {
  "a byte order mark": ["\ufeffA=s3cret\nB=2\n", { A: "s3cret", B: "2" }],
  "a colon": ["A: s3cret\nB : no\n", { A: "s3cret" }],
  export: ["export A=s3cret\nexport B: 2\n", { A: "s3cret", B: "2" }],
  "quotes of each kind": [
    "A=\"s # 1\" # c\nB='it # 2'\nC=`q`\nD=\"a\\nb\"\nE='a\\nb'\n",
    { A: "s # 1", B: "it # 2", C: "q", D: "a\nb", E: "a\\nb" },
  ],
  "line ends of Windows": ['A=1\r\nB="2"\r\n\r\nC=3', { A: "1", B: "2", C: "3" }],
  "line ends of old Macs": ["A=1\rB=2", { A: "1", B: "2" }],
  "spaces, comments and no value": ["  A = 1 # c\n# B=2\nC=\nD=x#y\nE\n", { A: "1", C: "", D: "x" }],
  "values on several lines": ['A="1\n2"\nB=3\n', { A: "1\n2", B: "3" }],
  "quotes within quotes": ['A="\\"q\\""\nB="q" more\nC="open\n', { A: '\\"q\\"', B: '"q" more', C: '"open' }],
};

for (const [title, [text, values]] of Object.entries(TEXTS)) {
  test(`.dev.vars has the values that Wrangler reads: ${title}`, async () => {
    const { hookward, wrangler } = await both({ ".dev.vars": text });
    assert.deepEqual(wrangler, values);
    assert.deepEqual(hookward, values);
  });
}

test("of several files, those are read that Wrangler reads, and named", async () => {
  const files = {
    ".env": "A=1\nB=1\nC=1\nD=1",
    ".env.local": "B=2\nC=2\nD=2",
    ".env.staging": "C=3\nD=3",
    ".env.staging.local": "D=4",
  };
  const cases = [
    [files, undefined, ".env, .env.local", { A: "1", B: "2", C: "2", D: "2" }],
    [files, "staging", ".env, .env.local, .env.staging, .env.staging.local", { A: "1", B: "2", C: "3", D: "4" }],
    [{ ".env.local": "A=1" }, undefined, ".env.local", { A: "1" }],
    [{ ...files, ".dev.vars": "E=1" }, "staging", ".dev.vars", { E: "1" }],
    [{ ".dev.vars": "E=1", ".dev.vars.staging": "F=1" }, "staging", ".dev.vars.staging", { F: "1" }],
    [{ ".dev.vars": "E=1", ".dev.vars.staging": "F=1" }, undefined, ".dev.vars", { E: "1" }],
  ];
  for (const [written, name, file, values] of cases) {
    const { read, hookward, wrangler } = await both(written, name);
    assert.deepEqual([read.file, hookward], [file, values]);
    assert.deepEqual(wrangler, values);
  }
});

test("references are replaced in .env, and kept in .dev.vars, as Wrangler does", async () => {
  const text = `A=1\nB=$A\nC=$\{A}x\nD=$\{NONE:-other}\nE=$\{A:+set}\nF=\\$A\nG='$B'\nH=p$word\nI=$I`;
  const values = { A: "1", B: "1", C: "1x", D: "other", E: "set", F: "$A", G: "1", H: "p", I: "" };
  const env = await both({ ".env": text });
  assert.deepEqual(env.wrangler, values);
  assert.deepEqual(env.hookward, values);
  const { hookward, wrangler } = await both({ ".dev.vars": text });
  assert.equal(hookward.H, "p$word");
  assert.deepEqual(hookward, wrangler);
});

test("any text has the values that Wrangler reads", async () => {
  const pieces = [
    "A",
    "B",
    "C",
    "=",
    ": ",
    "\n",
    "\r\n",
    "\r",
    '"',
    "'",
    "`",
    " ",
    "#",
    "\\",
    "n",
    "$",
    "{",
    "}",
    ":-",
    "+",
    "export ",
    "\ufeff",
    "ä",
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => `A=1\nB=${parts.join("")}`);
  const property = fc.asyncProperty(texts, fc.constantFrom(".dev.vars", ".env"), async (text, file) => {
    // A value that refers to itself after a backslash keeps Wrangler in an endless loop.
    fc.pre(file === ".dev.vars" || !text.includes("\\"));
    const { hookward, wrangler } = await both({ [file]: text });
    assert.deepEqual(hookward, wrangler);
  });
  await fc.assert(property, { numRuns: 1000 });
});
