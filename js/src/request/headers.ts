/**
 * Finding the headers that a scheme requires, in whatever shape the runtime holds headers.
 *
 * Nothing is checked here: every value of a name is passed on, so that the core sees a repetition.
 */

/** Headers as fetch, Node, a plain object, or a list of pairs has them. Names are matched in any case. */
export type HeadersInput =
  | { get(name: string): string | null; append(name: string, value: string): void }
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

/** Values, each with the slot of its header: its position in the list of names asked for. */
export type HeaderValues = readonly (readonly [slot: number, value: string])[];

const SHAPES = "headers must be a Headers object, Node's req.headers, a plain object, or a list of pairs";

/** Returns every value of the named headers. The names are in lower case. An iterator is used up, so this is asked once. */
export function find(headers: HeadersInput, names: readonly string[]): HeaderValues {
  if (typeof headers !== "object" || headers === null) throw new TypeError(`${SHAPES}.`);
  const found: [number, string][] = [];
  if ("get" in headers && typeof headers.get === "function" && "append" in headers) {
    for (const [slot, name] of names.entries()) {
      const value = headers.get(name);
      if (value !== null) found.push([slot, value]);
    }
    return found;
  }
  const add = (slot: number, value: unknown) => {
    if (slot < 0 || value === undefined || value === null) return;
    if (typeof value === "string") found.push([slot, value]);
    else for (const one of Array.isArray(value) ? value : [value]) found.push([slot, String(one)]);
  };
  if (Symbol.iterator in headers) {
    for (const pair of headers as Iterable<readonly [string, string]>) {
      // The first letter of a name and the second would pass for a pair.
      if (!Array.isArray(pair))
        throw new TypeError(`${SHAPES}. Node's req.rawHeaders is a flat list: use req.headers.`);
      add(slotOf(String(pair[0]), names), pair[1]);
    }
  } else {
    // for-in, which makes no list of the names. What is inherited is not a header; few names get as far as that question.
    for (const name in headers) {
      const slot = slotOf(name, names);
      if (slot >= 0 && Object.hasOwn(headers, name)) add(slot, (headers as Record<string, unknown>)[name]);
    }
  }
  return found;
}

/** Returns every header, as a list of pairs: one with several values has a pair for each. An iterator is used up. */
export function every(headers: HeadersInput): (readonly [string, string])[] {
  if (typeof headers !== "object" || headers === null) throw new TypeError(`${SHAPES}.`);
  const list: readonly unknown[] = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return list.flatMap((pair) => {
    if (!Array.isArray(pair)) throw new TypeError(`${SHAPES}. Node's req.rawHeaders is a flat list: use req.headers.`);
    const [name, value] = pair;
    const values = (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== null);
    return values.map((one) => [String(name), String(one)] as const);
  });
}

/**
 * Returns the value of the header in one slot, without the white space around it. Repeated ones are joined, as fetch and Node
 * do it before anything can see them, so that every shape gives the same.
 */
export function valueAt(values: HeaderValues, slot: number): string | undefined {
  let joined: string | undefined;
  for (let nth = 0; nth < values.length; nth++) {
    const [at, value] = values[nth] as HeaderValues[number];
    if (at === slot) joined = joined === undefined ? value.trim() : `${joined}, ${value.trim()}`;
  }
  return joined;
}

/** Returns the slot of a name; -1 if it is not. The length first: for nearly every header it settles the matter. */
function slotOf(name: string, names: readonly string[]): number {
  for (let slot = 0; slot < names.length; slot++) {
    const wanted = names[slot] as string;
    if (wanted.length === name.length && same(wanted, name)) return slot;
  }
  return -1;
}

/** ASCII letters alone have two cases in a header's name. The Kelvin sign is a K in lower case too, and is not one here. */
function same(wanted: string, name: string): boolean {
  return wanted === name || (wanted === name.toLowerCase() && !name.includes("\u212a"));
}
