/**
 * Finding the headers that a verdict needs, in whatever shape the runtime holds headers.
 *
 * Nothing is judged here: every value of a name is handed on, so that the core sees a repetition.
 */

/** Headers as fetch, Node, a plain object, or a list of pairs has them. Names are matched in any case. */
export type HeadersInput =
  | { get(name: string): string | null; append(name: string, value: string): void }
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

/** Values, each with the position of its header in the list of names asked for. */
export type HeaderValues = readonly (readonly [slot: number, value: string])[];

/** Every value of the named headers. The names are in lower case. */
export function find(headers: HeadersInput, names: readonly string[]): HeaderValues {
  if (typeof headers !== "object" || headers === null) {
    throw new TypeError("headers must be a Headers object, Node's req.headers, a plain object, or a list of pairs.");
  }
  const found: [number, string][] = [];
  if ("get" in headers && typeof headers.get === "function" && "append" in headers) {
    for (const [slot, name] of names.entries()) {
      const value = headers.get(name);
      if (value !== null) found.push([slot, value]);
    }
    return found;
  }
  const add = (name: string, value: unknown) => {
    // The length first: for nearly every header it settles the matter.
    const slot = names.findIndex((wanted) => wanted.length === name.length && wanted === name.toLowerCase());
    if (slot < 0 || value === undefined || value === null) return;
    for (const one of Array.isArray(value) ? value : [value]) found.push([slot, String(one)]);
  };
  if (Symbol.iterator in headers) {
    for (const [name, value] of headers as Iterable<readonly [string, string]>) add(name, value);
  } else {
    for (const name of Object.keys(headers)) add(name, (headers as Record<string, unknown>)[name]);
  }
  return found;
}

/** The first value of one header, without the white space around it. */
export function first(headers: HeadersInput, name: string): string | undefined {
  return find(headers, [name])[0]?.[1].trim();
}
