// JSON, as the runtime parses and prints it: which of two equal keys wins and how `1E3` is printed are V8's decisions here, and at a provider
// those of Node, which is V8 too.

// A byte order mark is left in, so that JSON.parse refuses it: a decoder that strips it makes two bodies one.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** In place of what is no JSON: no text and no object is in it. */
const NOT_JSON = Symbol("not JSON");

/** Parses strict UTF-8. */
export function parse(bytes) {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return NOT_JSON;
  }
}

/** Returns the bytes of JSON.stringify; undefined if the runtime cannot: what could be parsed can be too deep to print. */
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
