// The parts of a URL, as the runtime parses it.

/** Returns the parts of a URL, a line each; undefined if it is none. */
export function partsOf(text) {
  if (!URL.canParse(text)) return undefined;
  const { href, protocol, username, password, pathname, hash } = new URL(text);
  return [href, protocol, username, password, pathname, hash].join("\n");
}
