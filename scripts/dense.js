// Bytes as printable ASCII: what js/src/entry/compile.ts reads.

/** The characters from # on without the backslash, so that no quotation and no bundler has anything to escape. */
const character = (value) => String.fromCharCode(35 + value + (value > 56 ? 1 : 0));

/** The bytes below 89 are one character each, the others two. */
export function dense(bytes) {
  let text = "";
  for (const byte of bytes) {
    const above = byte - 89;
    text += above < 0 ? character(byte) : character(89 + Math.floor(above / 91)) + character(above % 91);
  }
  return text;
}
