// The package in a runtime that does not provide SHA-256 for long bodies.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { delivery } from "./providers.js";
import { SECRETS } from "./schemes.js";

const require = createRequire(import.meta.url);

/** Loads the package again, in CommonJS, without access to Node's hash. `name` is `hookward` or a subpath with a `Verifier`. */
export function withoutRuntimeHash(name) {
  const usual = require(name);
  for (const path of Object.keys(require.cache)) if (path.includes("/dist/cjs/")) delete require.cache[path];
  const { getBuiltinModule } = process;
  let asked = 0;
  process.getBuiltinModule = () => {
    asked += 1;
  };
  try {
    const found = require(name);
    assert.notEqual(found.Verifier, usual.Verifier);
    // The package looks for the hash once, after enough bytes of long bodies.
    withRuntimeHash(found);
    assert.equal(asked, 1);
    return found;
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
}

/** Verifies a long body, so that a loaded package looks for the hash now. Returns the package. */
export function withRuntimeHash(found) {
  const { gilbert } = require("hookward/schemes/gilbert");
  const verifier = new found.Verifier({ scheme: gilbert, secret: SECRETS.gilbert });
  assert.equal(verifier.check(delivery("gilbert", { body: "x".repeat(100_000) })).ok, true);
  return found;
}
