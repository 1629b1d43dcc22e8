/**
 * A module from its bytes as text, for where nothing can be loaded.
 *
 * Not base 64: that cuts across the bytes, and a server's compression then finds less to compress. Here most bytes are one character of
 * printable ASCII and the others two, so that what repeats in the module repeats in the text, and it travels a quarter smaller.
 * scripts/dense.js writes it.
 */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  let [at, length] = [0, 0];
  // The characters from # on, but for the backslash: 89 stand for a byte each, and two begin a pair.
  const next = () => {
    const value = text.charCodeAt(at++) - 35;
    return value > 57 ? value - 1 : value;
  };
  while (at < text.length) {
    const value = next();
    bytes[length++] = value < 89 ? value : 89 + (value - 89) * 91 + next();
  }
  return bytes.slice(0, length);
}

export const compile = (text: string): WebAssembly.Module => new WebAssembly.Module(decode(text));
