/** Bodies, printed or as members of JSON. */

import { printable } from "../display/printable.js";
import type { Terminal } from "./terminal.js";

/** The maximum number of characters of a body that are printed. */
const MOST = 65_536;

/** Returns the bytes as text, or undefined if they are not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns a body as a member of JSON: `body` if it is text, otherwise `bodyBase64`. No byte is lost. */
export function bodyMembers(bytes: Uint8Array): { readonly body: string } | { readonly bodyBase64: string } {
  const body = textOf(bytes);
  return body === undefined ? { bodyBase64: Buffer.from(bytes).toString("base64") } : { body };
}

/** Prints a body: JSON with each member on its own line, other text as received, and other bytes in base64. */
export function printBody(bytes: Uint8Array, { print, paint }: Terminal): void {
  print();
  if (bytes.length === 0) {
    print("  The body is empty.");
    return;
  }
  const text = textOf(bytes);
  if (text === undefined) print(paint.dim("  The body is not text. In base64:"));
  const whole = text ?? Buffer.from(bytes).toString("base64");
  const { shown, read } = (text === undefined ? undefined : indented(text)) ?? {
    shown: whole.slice(0, MOST),
    read: MOST,
  };
  for (const line of shown.split("\n")) print(`  ${printable(line, MOST)}`);
  if (read < whole.length) print(paint.dim(`  … and ${whole.length - read} characters more`));
}

/**
 * The maximum number of levels of JSON that is indented. Deeper JSON is printed as received, because its white space would be longer than the rest.
 */
const DEEPEST = 64;

/** The end of a JSON string, or the backslash of an escape. */
const QUOTE = /["\\]/g;
/** The end of a number or a word of JSON. */
const END = /[\s{}[\],:"]|$/g;

/** Returns the end of the JSON token that begins at `at`. */
function endOfToken(text: string, at: number): number {
  if (text[at] !== '"') {
    END.lastIndex = at + 1;
    return /[{}[\],:]/.test(text.charAt(at)) ? at + 1 : (END.exec(text)?.index ?? text.length);
  }
  QUOTE.lastIndex = at + 1;
  for (let found = QUOTE.exec(text); found !== null; found = QUOTE.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    QUOTE.lastIndex++;
  }
  return text.length;
}

/**
 * Returns JSON with each member on its own line, cut to the length that is printed. Numbers and escapes stay as received. `read` is the number of
 * characters of the text that `shown` covers. Returns undefined if the text is not JSON, or has too many levels.
 */
function indented(text: string): { readonly shown: string; readonly read: number } | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let [depth, shown, before, at] = [0, "", "", 0];
  const newline = () => `\n${"  ".repeat(depth)}`;
  while (at < text.length && shown.length < MOST) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const end = endOfToken(text, at);
    const token = text.slice(at, end);
    const isClosing = token === "}" || token === "]";
    if (before === "{" || before === "[") {
      if (!isClosing) {
        if (++depth > DEEPEST) return undefined;
        shown += newline();
      }
    } else if (before === ",") shown += newline();
    else if (isClosing) {
      depth--;
      shown += newline();
    }
    shown += token === ":" ? ": " : token;
    before = token;
    at = end;
  }
  // The last token is cut at the limit.
  const over = Math.max(shown.length - MOST, 0);
  return { shown: shown.slice(0, MOST), read: at - over };
}
