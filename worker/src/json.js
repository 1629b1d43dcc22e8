// JSON, as the runtime parses and prints it. V8 decides here which of two equal keys wins and how `1E3` is printed. At
// a provider, Node decides this, which also uses V8.

// A byte order mark is kept, so that JSON.parse refuses it. A decoder that removes the mark would make two different
// bodies equal.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The result for bytes that are not JSON. It contains no text and no object. */
const NOT_JSON = Symbol("not JSON");

/** Parses strict UTF-8. */
export function parse(bytes) {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return NOT_JSON;
  }
}

/**
 * Returns the bytes of JSON.stringify. Returns undefined if the runtime cannot print the value. A value that could be
 * parsed can be too deep to print.
 */
export function stringify(json) {
  if (json === NOT_JSON) return undefined;
  try {
    return encoder.encode(JSON.stringify(json));
  } catch {
    return undefined;
  }
}

/** Returns a member by its path, with dots between the names. */
export function member(json, path) {
  let value = json;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}
