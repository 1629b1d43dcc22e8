/**
 * Finds the headers that a scheme requires, in any type of headers that a runtime has.
 *
 * Nothing is checked here. Every value of a header is passed to the core, so that the core detects a repeated header.
 */

/** The headers of a request: `Headers`, Node's `req.headers`, a plain object, or a list of pairs. Names are case-insensitive. */
export type HeadersInput =
  | { get(name: string): string | null; append(name: string, value: string): void }
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

/** Values, each with the slot of its header: the position of the header in the list of names. */
export type HeaderValues = readonly (readonly [slot: number, value: string])[];

const SHAPES = "headers must be a Headers object, Node's req.headers, a plain object, or a list of pairs";

/** Returns every value of the named headers. The names are in lower case. An iterator is consumed, so `find` is called only once. */
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
      // In a flat list of names and values, the first two letters of a name would be read as a pair.
      if (!Array.isArray(pair))
        throw new TypeError(`${SHAPES}. Node's req.rawHeaders is a flat list: use req.headers.`);
      add(slotOf(String(pair[0]), names), pair[1]);
    }
  } else {
    // for-in creates no list of the names. Inherited properties are not headers. Only names that match are checked for this.
    for (const name in headers) {
      const slot = slotOf(name, names);
      if (slot >= 0 && Object.hasOwn(headers, name)) add(slot, (headers as Record<string, unknown>)[name]);
    }
  }
  return found;
}

/** Returns every header, as a list of pairs. A header with several values has a pair for each value. An iterator is consumed. */
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
 * Returns the value of the header in a slot, without the white space around it. The values of a repeated header are joined, as fetch and
 * Node join them, so that every type of headers has the same result.
 */
export function valueAt(values: HeaderValues, slot: number): string | undefined {
  let joined: string | undefined;
  for (let nth = 0; nth < values.length; nth++) {
    const [at, value] = values[nth] as HeaderValues[number];
    if (at === slot) joined = joined === undefined ? value.trim() : `${joined}, ${value.trim()}`;
  }
  return joined;
}

/** Returns the slot of a name, or -1 if it has none. The length is compared first, because it differs for nearly every header. */
function slotOf(name: string, names: readonly string[]): number {
  for (let slot = 0; slot < names.length; slot++) {
    const wanted = names[slot] as string;
    if (wanted.length === name.length && same(wanted, name)) return slot;
  }
  return -1;
}

/** Returns whether two names are equal in any case of ASCII letters. The Kelvin sign is not equal to `k`, although its lower case is `k`. */
function same(wanted: string, name: string): boolean {
  return wanted === name || (wanted === name.toLowerCase() && !name.includes("\u212a"));
}
