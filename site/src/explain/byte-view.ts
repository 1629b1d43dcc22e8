/**
 * The body around one byte, as text and as bytes, with the byte marked. This page makes the view from the pasted data.
 */

import { UNPRINTABLE } from "../../../js/src/display/printable.js";
import { el } from "../dom.js";

const ROW = 8;
/** The number of bytes that are shown before and after the marked byte. */
const AROUND = { text: 96, bytes: 24 };

/** Creates the view. An offset at the end of the body marks the end. */
export function bytesAround(body: Uint8Array, offset: number): HTMLElement {
  const atEnd = offset >= body.length;
  const title = atEnd
    ? `The body ends at byte ${body.length}, and the signed body continues.`
    : `The body first differs from the signed body at byte ${offset}.`;
  return el(
    "figure",
    { class: "bytes" },
    el("figcaption", {}, title),
    asText(body, offset),
    asTable(body, offset, atEnd),
  );
}

function asText(body: Uint8Array, offset: number): HTMLElement {
  const from = Math.max(0, offset - AROUND.text);
  const to = Math.min(body.length, offset + AROUND.text);
  const width = widthOf(body, offset);
  const marked = body.subarray(offset, offset + width);
  return el(
    "p",
    { class: "excerpt" },
    from > 0 ? "…" : undefined,
    readable(body.subarray(from, offset)),
    el("mark", {}, marked.length > 0 ? readable(marked) : "end"),
    readable(body.subarray(offset + width, to)),
    to < body.length ? "…" : undefined,
  );
}

function asTable(body: Uint8Array, offset: number, atEnd: boolean): HTMLElement {
  const first = Math.max(0, Math.floor((offset - AROUND.bytes) / ROW) * ROW);
  const last = Math.min(body.length + (atEnd ? 1 : 0), offset + AROUND.bytes);
  const rows: HTMLElement[] = [];
  for (let at = first; at < last; at += ROW) rows.push(row(body, at, offset));
  const head = el("tr", {}, ...["byte", "in hex", "as text"].map((name) => el("th", { scope: "col" }, name)));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows));
}

function row(body: Uint8Array, at: number, offset: number): HTMLElement {
  const hex = el("td", { class: "hex" });
  const text = el("td", { class: "text" });
  for (let place = at; place < at + ROW && place <= body.length; place++) {
    const byte = body[place];
    if (byte === undefined && place !== offset) break;
    const digits = byte === undefined ? "··" : byte.toString(16).padStart(2, "0");
    const sign = byte === undefined ? "·" : byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
    const tag = place === offset ? "mark" : "span";
    hex.append(el(tag, {}, digits), " ");
    text.append(el(tag, {}, sign));
  }
  return el("tr", {}, el("th", { scope: "row" }, String(at)), hex, text);
}

/** Returns the length of the character at an offset, in bytes, or 1 if no character starts there. */
function widthOf(body: Uint8Array, offset: number): number {
  const byte = body[offset] ?? 0;
  const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
  const rest = body.subarray(offset + 1, offset + width);
  return rest.length === width - 1 && rest.every((one) => one >> 6 === 2) ? width : 1;
}

/** The names of the usual control characters. Few fonts have symbols for these characters. */
const NAMES: Readonly<Record<number, string>> = { 9: "TAB", 10: "LF", 13: "CR", 65279: "BOM" };
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Returns text in which every invisible character is replaced by its name or the number of its code point. */
function readable(bytes: Uint8Array): string {
  return decoder.decode(bytes).replace(UNPRINTABLE, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return `«${NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`}»`;
  });
}
