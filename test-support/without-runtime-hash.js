// The package as it is in a runtime that has no SHA-256 of its own to lend to long bodies.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { delivery } from "./providers.js";
import { SECRETS } from "./schemes.js";

const require = createRequire(import.meta.url);

/** Loads the package once more, in CommonJS, with nothing to be had from Node. `name` is `hookward` or a subpath with a `Verifier`. */
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
    // It asks once, when there were long bodies enough.
    withRuntimeHash(found);
    assert.equal(asked, 1);
    return found;
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
}

/** Has a package that is loaded look for the hash now, and not after so many bytes of bodies. Returns it. */
export function withRuntimeHash(found) {
  const { gilbert } = require("hookward/schemes/gilbert");
  const verifier = new found.Verifier({ scheme: gilbert, secret: SECRETS.gilbert });
  assert.equal(verifier.check(delivery("gilbert", { body: "x".repeat(100_000) })).ok, true);
  return found;
}
