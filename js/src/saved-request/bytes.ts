/** Bytes as text with one character for each byte, so that no byte is lost when they are read as text. */

const encoder = new TextEncoder();
const CHUNK = 8192;

/** Returns a text with one character for each byte. `TextDecoder` has no such encoding: its latin1 is Windows-1252. */
export function toByteString(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

/** Returns the bytes of a text with one character for each byte. */
export function fromByteString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const SPACE = " \t\r\n\v\f";

/** Returns a text without the white space around it. `trim` would also remove bytes of a character, such as 0xa0. */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.includes(text.charAt(start))) start++;
  while (end > start && SPACE.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Returns the bytes of a text in UTF-8. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Returns the UTF-8 bytes of a code point, as a text with one character for each byte. */
export const utf8ByteString = (code: number): string =>
  code > 0x10ffff ? "" : toByteString(utf8(String.fromCodePoint(code)));

/** Decodes base64. Returns undefined if the text is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  try {
    return fromByteString(atob(digits));
  } catch {
    return undefined;
  }
}
