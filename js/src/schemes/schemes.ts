/** The built-in schemes. */

import { builtin } from "./builtin.js";
import type { CompiledScheme, Scheme, SchemeId } from "./scheme.js";

/** Returns a built-in scheme, compiled; undefined if none has that id. */
export function builtinScheme(id: string): CompiledScheme | undefined {
  return Object.hasOwn(builtin, id) ? builtin[id as SchemeId] : undefined;
}

/** Freezes a value and all in it, so that the scheme that a verifier shows is the one it verifies by. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

/** Every built-in scheme, by its id. */
export const schemes: Readonly<Record<SchemeId, Required<Scheme>>> = /* @__PURE__ */ freeze(
  /* @__PURE__ */ Object.fromEntries(/* @__PURE__ */ Object.values(builtin).map(({ scheme }) => [scheme.id, scheme])),
) as Readonly<Record<SchemeId, Required<Scheme>>>;
