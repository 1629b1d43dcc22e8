/** The body: text that was pasted, or the bytes of a file. */

import { FileField } from "./file-field.js";

const field = new FileField("body", "file");
const encoder = new TextEncoder();

/** Whether what was pasted lost something on its way into the field. */
let lost: string | undefined;

/** The body, and what is to be said of it. `beside` came with the headers, and counts where there is no other. */
export function readBody(beside: Uint8Array | undefined): { bytes: Uint8Array; note: string } {
  const { bytes, text } = field;
  if (bytes !== undefined) return { bytes, note: "" };
  if (text.value !== "") return { bytes: encoder.encode(text.value), note: lost ?? "" };
  if (beside === undefined) return { bytes: new Uint8Array(), note: "" };
  return { bytes: beside, note: "The body comes from the request above." };
}

/** Puts a text in place of whatever is there. */
export function setBody(value: string): void {
  field.drop();
  lost = undefined;
  field.text.value = value;
}

/** Has `changed` called whenever the body changes. */
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
