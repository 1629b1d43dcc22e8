/** A body in print, and in JSON. */

import { printable } from "../display/printable.js";
import type { Terminal } from "./terminal.js";

/** No more of a body is printed, in characters. */
const MOST = 65_536;

/** Returns the bytes as text, or undefined where they are not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns a body as members of JSON: as text where it is text, so that nothing of it is lost. */
export function bodyMembers(bytes: Uint8Array): { readonly body: string } | { readonly bodyBase64: string } {
  const body = textOf(bytes);
  return body === undefined ? { bodyBase64: Buffer.from(bytes).toString("base64") } : { body };
}

/** Prints a body: JSON with a member on every line, other text as it is, and bytes in base64. */
export function printBody(bytes: Uint8Array, { print, paint }: Terminal): void {
  print();
  if (bytes.length === 0) {
    print("  The body is empty.");
    return;
  }
  const text = textOf(bytes);
  if (text === undefined) print(paint.dim("  The body is not text. In base64:"));
  const shown = text === undefined ? Buffer.from(bytes).toString("base64") : (indented(text) ?? text);
  for (const line of shown.slice(0, MOST).split("\n")) print(`  ${printable(line, MOST)}`);
  if (shown.length > MOST) print(paint.dim(`  … and ${shown.length - MOST} characters more`));
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Returns JSON with a member on every line; every number and escape as it was. Undefined if the text is not JSON. */
function indented(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(TOKEN) ?? [];
  let depth = 0;
  let lines = "";
  const newline = () => `\n${"  ".repeat(depth)}`;
  for (const [at, token] of tokens.entries()) {
    const isEmpty = /^[{[]$/.test(tokens[at - 1] ?? "") && /^[}\]]$/.test(token);
    if (/^[}\]]$/.test(token)) {
      depth--;
      lines += (isEmpty ? "" : newline()) + token;
    } else if (/^[{[]$/.test(token)) {
      depth++;
      lines += token + (/^[}\]]$/.test(tokens[at + 1] ?? "") ? "" : newline());
    } else if (token === ",") lines += token + newline();
    else lines += token === ":" ? ": " : token;
  }
  return lines;
}
