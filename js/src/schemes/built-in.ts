/** Schemes that contain their compiled form. A copy of a scheme does not contain it: it may be changed, and is compiled again. */

import type { LentHash } from "../modules/lent-hash.js";
import type { Authenticate } from "./authenticated.js";
import { DEFAULTS, VERSION } from "./defaults.js";
import type { BuiltInScheme, CompiledScheme, Scheme, SchemeId, WholeScheme } from "./scheme.js";

/**
 * The property that contains the compiled form. It is not enumerable, so a copy of a scheme does not have it. If a program loads this
 * version several times, for example as an ES module and as CommonJS, all of its copies use the same property.
 */
const COMPILED = /* @__PURE__ */ Symbol.for(`hookward.compiled.${VERSION}`);

/**
 * Returns a built-in scheme with every property, and with its compiled form. `hash` is the lent hash, if the scheme does not use SHA-256.
 * `authenticate` creates the results, if the scheme does not sign the body.
 */
export function builtIn<S extends SchemeId>(
  properties: Scheme,
  bytes: string,
  headers: readonly string[],
  deliveryIdSigned: boolean,
  hash?: LentHash | undefined,
  authenticate?: Authenticate,
): BuiltInScheme<S> {
  const scheme = { ...DEFAULTS, ...properties } as WholeScheme;
  const compiled: CompiledScheme = { scheme, bytes, headers, deliveryIdSigned, hash, authenticate };
  // The descriptor has no prototype, because another part of the program may have changed `Object.prototype`.
  Object.defineProperty(scheme, COMPILED, { __proto__: null, value: compiled } as PropertyDescriptor);
  return freeze(scheme) as BuiltInScheme<S>;
}

/** Returns the compiled form of a scheme, if the scheme contains it. */
export function compiledOf(scheme: object): CompiledScheme | undefined {
  const compiled = Object.getOwnPropertyDescriptor(scheme, COMPILED)?.value as CompiledScheme | undefined;
  return compiled?.scheme === scheme ? compiled : undefined;
}

/** Freezes a value and everything in it, so that the property `scheme` of a verifier is the scheme that it verifies with. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
