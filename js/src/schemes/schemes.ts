/** The built-in schemes. */

import { builtin } from "./builtin.js";
import type { Row, Scheme, SchemeId } from "./scheme.js";

/** The row of a built-in scheme; undefined if there is none of that id. */
export function builtinRow(id: string): Row | undefined {
  return Object.hasOwn(builtin, id) ? builtin[id as SchemeId] : undefined;
}

/** Makes a value and all in it unchangeable: what a verifier says of itself is also what it goes by. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

/** Every built-in scheme, by its id. */
export const schemes: Readonly<Record<SchemeId, Required<Scheme>>> = /* @__PURE__ */ freeze(
  /* @__PURE__ */ Object.fromEntries(/* @__PURE__ */ Object.values(builtin).map(({ scheme }) => [scheme.id, scheme])),
) as Readonly<Record<SchemeId, Required<Scheme>>>;
