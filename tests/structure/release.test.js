// The version is the same everywhere. If it were not, the release would be refused.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { versionErrors } from "../../scripts/release.js";
import { root } from "../../scripts/shell.js";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

test("package.json, Cargo.toml and CHANGELOG.md have the same version", () => {
  assert.deepEqual(versionErrors(`v${version}`), []);
});

test("a tag or a file with another version is refused", () => {
  assert.deepEqual(versionErrors("v9.9.9"), [`the tag has 9.9.9, and package.json has ${version}`]);
  assert.deepEqual(versionErrors(version), [`the tag has undefined, and package.json has ${version}`]);
  const changed = (path) => {
    const text = readFileSync(join(root, path), "utf8");
    return path === "package.json" ? text.replace(`"version": "${version}"`, '"version": "9.9.9"') : text;
  };
  assert.equal(versionErrors(undefined, changed).length, 3);
});
