// Tests of the look-alikes. The file must be the output of make.js, and a verifier must accept none of them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { ConfigError, Verifier } from "hookward";

import { lookalikes, received } from "./lookalikes.js";

test("they are what make.js makes", () => {
  execFileSync(process.execPath, [fileURLToPath(new URL("./make.js", import.meta.url)), "--check"], { stdio: "pipe" });
});

test("a verifier accepts none of them", () => {
  const accepted = lookalikes.filter((record) => {
    const { scheme, secrets, ...delivery } = received(record);
    try {
      return new Verifier({ scheme, secrets }).check(delivery).ok;
    } catch (error) {
      if (error instanceof ConfigError && error.code === "invalid_secret") return false;
      throw error;
    }
  });
  assert.deepEqual(
    accepted.map(({ id }) => id),
    [],
  );
});

test("every record has its fields", () => {
  assert.ok(lookalikes.length > 300, `${lookalikes.length}`);
  for (const { id, why, proven, near } of lookalikes) {
    assert.ok(why.length > 5 && !why.includes("\n"), id);
    assert.ok(proven.length <= 2 && (proven.length > 0 || near !== undefined), id);
  }
});
