/** Bytes as text with a character for each, so that what is read as text loses none. */

const encoder = new TextEncoder();
const CHUNK = 8192;

/** Returns a character for each byte. `TextDecoder` has no such encoding: its latin1 is Windows-1252. */
export function toByteString(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

/** Returns the bytes of a text that has a character for each. */
export function fromByteString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const SPACE = " \t\r\n\v\f";

/** Returns a text without the white space around it. `trim` would take bytes of a character too, such as 0xa0. */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.includes(text.charAt(start))) start++;
  while (end > start && SPACE.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Returns the bytes of a text in UTF-8. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Returns a character for each byte of a code point in UTF-8. */
export const utf8ByteString = (code: number): string =>
  code > 0x10ffff ? "" : toByteString(utf8(String.fromCodePoint(code)));

/** Returns the bytes that a text is the base64 of; undefined if it is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  try {
    return fromByteString(atob(digits));
  } catch {
    return undefined;
  }
}
