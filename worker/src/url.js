// The parts of a URL, as the runtime parses it.

/** Returns the parts of a URL, one in each line. Returns undefined if the text is not a URL. */
export function partsOf(text) {
  if (!URL.canParse(text)) return undefined;
  const { href, protocol, username, password, pathname, hash } = new URL(text);
  return [href, protocol, username, password, pathname, hash].join("\n");
}
