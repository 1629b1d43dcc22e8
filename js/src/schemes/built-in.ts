/** Schemes that carry what they were compiled to. A copy of one does not: it may be changed, and is compiled anew. */

import type { LentHash } from "../modules/lent-hash.js";
import type { Authenticate } from "./authenticated.js";
import { DEFAULTS, VERSION } from "./defaults.js";
import type { BuiltInScheme, CompiledScheme, Scheme, SchemeId } from "./scheme.js";

/**
 * The property that holds it. It is not enumerable, so that no copy has it, and it is the same in every copy of this version that a
 * program has loaded, as an ES module and as CommonJS.
 */
const COMPILED = /* @__PURE__ */ Symbol.for(`hookward.compiled.${VERSION}`);

/**
 * Returns a built-in scheme with every property, and with what it was compiled to. `hash` is what has its hash, if that is
 * not SHA-256, and `authenticate` what makes its results, if it signs no body.
 */
export function builtIn<S extends SchemeId>(
  properties: Scheme,
  bytes: string,
  headers: readonly string[],
  deliveryIdSigned: boolean,
  hash?: LentHash | undefined,
  authenticate?: Authenticate,
): BuiltInScheme<S> {
  const scheme = { ...DEFAULTS, ...properties };
  const compiled: CompiledScheme = { scheme, bytes, headers, deliveryIdSigned, hash, authenticate };
  // Without a prototype, which something else in the program may have changed.
  Object.defineProperty(scheme, COMPILED, { __proto__: null, value: compiled } as PropertyDescriptor);
  return freeze(scheme) as BuiltInScheme<S>;
}

/** Returns what a scheme was compiled to, if it carries that. */
export function compiledOf(scheme: object): CompiledScheme | undefined {
  const compiled = Object.getOwnPropertyDescriptor(scheme, COMPILED)?.value as CompiledScheme | undefined;
  return compiled?.scheme === scheme ? compiled : undefined;
}

/** Freezes a value and all in it, so that the scheme that a verifier shows is the one it verifies by. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
