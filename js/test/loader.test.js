// Runtimes with fewer features than Node. The package is loaded again in them, and its error states what to do if it
// cannot work.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";

const require = createRequire(import.meta.url);

/** Loads the package again while a property of an object has another value. */
function loadWhile(object, name, descriptor) {
  for (const path of Object.keys(require.cache)) if (path.includes("/dist/cjs/")) delete require.cache[path];
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, ...descriptor });
  try {
    return require("hookward");
  } finally {
    Object.defineProperty(object, name, own);
  }
}

test("where compiling is forbidden, the error says which entry is the right one", () => {
  const cause = new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
  class Module {
    constructor() {
      throw cause;
    }
  }
  assert.throws(
    () => loadWhile(WebAssembly, "Module", { value: Module }),
    (error) => {
      assert.equal(error.cause, cause);
      for (const words of [cause.message, 'condition "workerd"', 'condition "edge-light"', "'wasm-unsafe-eval'"]) {
        assert.ok(error.message.includes(words), `${error.message} lacks ${words}`);
      }
      return true;
    },
  );
});

test("what is compiled are the bytes of the module's file", () => {
  const compiled = [];
  class Module extends WebAssembly.Module {
    constructor(bytes) {
      super(bytes);
      compiled.push(Buffer.from(bytes));
    }
  }
  loadWhile(WebAssembly, "Module", { value: Module });
  const file = readFileSync(new URL("../../dist/esm/wasm/verify.wasm", import.meta.url));
  assert.ok(compiled.some((bytes) => bytes.equals(file)));
});

test("where there is no WebAssembly at all, it is the same error", () => {
  assert.throws(() => loadWhile(globalThis, "WebAssembly", { value: undefined }), /hookward cannot compile/);
});

test("where looking for the host's hash is an error, as on Next.js's edge, the module hashes long bodies itself", () => {
  let asked = 0;
  const refuse = () => {
    asked += 1;
    throw new Error("A Node.js API is used which is not supported in the Edge Runtime.");
  };
  const { Verifier } = loadWhile(process, "getBuiltinModule", { get: refuse });
  const own = Object.getOwnPropertyDescriptor(process, "getBuiltinModule");
  Object.defineProperty(process, "getBuiltinModule", { configurable: true, get: refuse });
  try {
    const verifier = new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert });
    for (const length of [10, 1000, 100_000]) {
      const { headers, body } = delivery("gilbert", { body: "x".repeat(length) });
      assert.equal(verifier.check({ headers, body }).ok, true);
      assert.equal(verifier.check({ headers, body: `${body}x` }).code, "signature_mismatch");
      assert.equal(asked, length < 100_000 ? 0 : 1, "asked once, and not before there is a long body");
    }
  } finally {
    Object.defineProperty(process, "getBuiltinModule", own);
  }
});

test("the host's crypto, which takes longer to load than all else, is not loaded for a first delivery", () => {
  const crypto = process.getBuiltinModule("node:crypto");
  let asked = 0;
  const value = () => {
    asked += 1;
    return crypto;
  };
  const { Verifier } = loadWhile(process, "getBuiltinModule", { value });
  const own = Object.getOwnPropertyDescriptor(process, "getBuiltinModule");
  Object.defineProperty(process, "getBuiltinModule", { configurable: true, value });
  try {
    const verifier = new Verifier({ scheme: "gilbert", secret: SECRETS.gilbert });
    const sent = delivery("gilbert", { body: "x".repeat(4096) });
    for (let nth = 1; nth < 16; nth += 1) {
      assert.equal(verifier.check(sent).ok, true);
      assert.equal(asked, 0, `delivery ${nth}`);
    }
    for (let nth = 16; nth < 20; nth += 1) {
      assert.equal(verifier.check(sent).ok, true);
      assert.equal(asked, 1, `delivery ${nth}`);
    }
  } finally {
    Object.defineProperty(process, "getBuiltinModule", own);
  }
});
