// `hookward init` in a folder that has files already, of every kind.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { test } from "node:test";
import { unstable_readConfig } from "wrangler";

import { projects } from "../../test-support/command.js";

const project = projects();
const init = (run, provider, ...args) =>
  run("init", "--provider", provider, "--origin", "https://app.example.com", "--yes", ...args);

test("a second provider is not written over the first: the table to append is printed", async () => {
  const { run, read, write, path } = project("second");
  assert.equal((await init(run, "gilbert")).code, 0);
  const before = read("wrangler.toml");
  const { code, stderr } = await init(run, "stripe");
  assert.equal(code, 1);
  assert.equal(read("wrangler.toml"), before);
  const [, table] =
    /To keep its routes and add this one, append to wrangler\.toml:\n\n(\[\[vars\.ROUTES\]\]\n[\s\S]*)$/.exec(stderr);
  write("wrangler.toml", `${before}\n${table}`);
  const routes = unstable_readConfig({ config: path("wrangler.toml") }).vars.ROUTES;
  assert.deepEqual(
    routes.map(({ scheme }) => scheme),
    ["gilbert", "stripe"],
  );
  assert.equal((await run("check")).code, 0);
});

test("a package.json with a byte order mark or with CRLF is read, and keeps its line ends", async () => {
  for (const [name, text] of [
    ["bom", '\ufeff{\n  "name": "mine"\n}\n'],
    ["crlf", '{\r\n  "name": "mine"\r\n}\r\n'],
  ]) {
    const { run, read, write } = project(name);
    write("package.json", text);
    const { code, stderr } = await init(run, "gilbert");
    assert.deepEqual([code, stderr], [0, ""], name);
    const written = read("package.json");
    assert.equal(JSON.parse(written).name, "mine");
    assert.equal(/[^\r]\n/.test(written), !text.includes("\r"), name);
  }
});

test("what is no package.json, and a folder in the place of a file, are errors with nothing written", async () => {
  for (const text of ['["x"]', '"x"', "null", "{"]) {
    const { run, write, has } = project(`manifest-${text.length}`);
    write("package.json", text);
    const { code, stderr } = await init(run, "gilbert");
    assert.deepEqual([code, stderr], [2, "hookward: Nothing was written: package.json is not a JSON object.\n"], text);
    assert.equal(has("wrangler.toml"), false);
  }
  for (const name of ["worker.js", "package.json"]) {
    const { run, path } = project(`folder-${name}`);
    mkdirSync(path(name));
    const { code, stderr } = await init(run, "gilbert");
    assert.equal(code, 1);
    assert.match(stderr, /^hookward: A file cannot be read or written in this folder \(EISDIR\)\..*\n$/);
  }
});
