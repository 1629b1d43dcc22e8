// vendors/ and schemes/ refer to each other. Every adapter belongs to a scheme, and every scheme that a vendor's SDK confirms has an adapter. The
// SDKs are not required here. `npm run confirm` installs and calls them.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { differences } from "../../vendors/differences.js";
import { WITHOUT_SDK } from "../../vendors/without-sdk.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (...path) => readFileSync(join(root, ...path), "utf8");
const adapters = readdirSync(join(root, "vendors/sdks")).map((name) => name.replace(/\.js$/, ""));
const schemes = readdirSync(join(root, "schemes")).filter((id) => existsSync(join(root, "schemes", id, "scheme.json")));

test("every adapter is a scheme's", () => {
  for (const id of adapters) assert.ok(schemes.includes(id), id);
});

test("every adapter names its package, at one version", () => {
  const { devDependencies } = JSON.parse(read("vendors", "package.json"));
  for (const id of adapters) {
    const code = read("vendors", "sdks", `${id}.js`);
    const [, name] = /\bpackage: "([^"]+)"/.exec(code) ?? [];
    const version = code.includes('registry: "PyPI"')
      ? new RegExp(`^${name}==(.+)$`, "m").exec(read("vendors", "requirements.txt"))?.[1]
      : devDependencies[name];
    assert.match(version ?? "", /^\d+\.\d+\.\d+(-[A-Za-z0-9.]+)?$/, `${id}: ${name}`);
  }
});

test("every scheme that a vendor confirms has an adapter, or a reason why not", () => {
  for (const id of schemes) {
    const { confirmed = [] } = JSON.parse(read("schemes", id, "scheme.json"));
    if (!confirmed.some(({ how }) => how === "vendor")) continue;
    assert.ok(adapters.includes(id) || id in WITHOUT_SDK, `${id} has neither vendors/sdks/${id}.js nor a reason`);
  }
});

test("what has a reason has no adapter, and every difference is an adapter's", () => {
  for (const id of Object.keys(WITHOUT_SDK)) assert.ok(schemes.includes(id) && !adapters.includes(id), id);
  for (const { schemes: ids, why } of differences) {
    for (const id of ids) assert.ok(adapters.includes(id), `${id}: ${why}`);
  }
});
