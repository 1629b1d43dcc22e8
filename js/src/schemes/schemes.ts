/** The built-in schemes, by their ids. Each scheme is parsed on first use, because a program uses only a few of the many schemes. */

import { builtIn } from "./built-in.js";
import { builtin } from "./builtin.js";
import type { BuiltInScheme, SchemeId } from "./scheme.js";

const read = new Map<string, BuiltInScheme>();

/** Returns a built-in scheme, or undefined if no scheme has the id. */
export function builtInScheme(id: string): BuiltInScheme | undefined {
  if (!Object.hasOwn(builtin, id)) return undefined;
  let scheme = read.get(id);
  if (scheme === undefined) {
    scheme = builtIn(...(JSON.parse(builtin[id as SchemeId]) as Parameters<typeof builtIn>));
    read.set(id, scheme);
  }
  return scheme;
}

/** Every built-in scheme, by its id. */
export const schemes: { readonly [S in SchemeId]: BuiltInScheme<S> } = /* @__PURE__ */ lazily();

function lazily(): typeof schemes {
  const all = {};
  for (const id of Object.keys(builtin)) {
    const get = () => builtInScheme(id);
    Object.defineProperty(all, id, { __proto__: null, enumerable: true, get } as PropertyDescriptor);
  }
  return Object.freeze(all) as typeof schemes;
}
