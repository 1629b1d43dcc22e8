/** The body: text that was pasted, or the bytes of a file. */

import { FileField } from "./file-field.js";

const field = new FileField("body", "file");
const encoder = new TextEncoder();

/** A note about what the pasted text lost in the field, if it lost anything. */
let lost: string | undefined;

/**
 * Returns the body, and a note about it. `beside` is the body that came with the headers, which is used if no other
 * body exists.
 */
export function readBody(beside: Uint8Array | undefined): { bytes: Uint8Array; note: string } {
  const { bytes, text } = field;
  if (bytes !== undefined) return { bytes, note: "" };
  if (text.value !== "") return { bytes: encoder.encode(text.value), note: lost ?? "" };
  if (beside === undefined) return { bytes: new Uint8Array(), note: "" };
  return { bytes: beside, note: "The body comes from the request above." };
}

/** Replaces the body with a text. */
export function setBody(value: string): void {
  field.drop();
  lost = undefined;
  field.text.value = value;
}

/** Calls `changed` whenever the body changes. */
export function startBody(changed: () => void): void {
  const { text } = field;
  text.addEventListener("input", () => {
    if (text.value === "") lost = undefined;
    changed();
  });
  text.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.includes("\r"))
      lost = "The pasted text has CR LF, and a text field keeps only LF. Choose the file instead.";
  });
  field.start(changed);
}
