/** The body: text that was pasted, or the bytes of a file. */

import { byId } from "./dom.js";

const text = byId<HTMLTextAreaElement>("body");
const field = byId("body-field");
const picker = byId<HTMLInputElement>("file");
const card = byId("file-card");
const encoder = new TextEncoder();

/** The longest file that is read, in bytes: more than any provider sends. */
const LONGEST = 64 << 20;

let file: Uint8Array | undefined;
/** Whether what was pasted lost something on its way into the field. */
let lost: string | undefined;

/** The body, and what is to be said of it. `beside` came with the headers, and counts where there is no other. */
export function readBody(beside: string | undefined): { bytes: Uint8Array; note: string } {
  if (file !== undefined) return { bytes: file, note: "" };
  if (text.value !== "") return { bytes: encoder.encode(text.value), note: lost ?? "" };
  if (beside === undefined) return { bytes: new Uint8Array(), note: "" };
  return { bytes: encoder.encode(beside), note: "The body is taken from the request that was pasted above." };
}

/** Puts a text in place of whatever is there. */
export function setBody(value: string): void {
  drop();
  lost = undefined;
  text.value = value;
}

/** Has `changed` called whenever the body changes. */
export function startBody(changed: () => void): void {
  text.addEventListener("input", () => {
    if (text.value === "") lost = undefined;
    changed();
  });
  text.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.includes("\r"))
      lost = "What you pasted has CR LF, and a text field keeps LF only. Choose the file instead.";
  });
  picker.addEventListener("change", () => take(picker.files?.[0], changed));
  byId("file-remove").addEventListener("click", () => {
    drop();
    changed();
    text.focus();
  });
  field.addEventListener("dragover", (event) => {
    event.preventDefault();
    field.dataset["over"] = "";
  });
  field.addEventListener("dragleave", () => delete field.dataset["over"]);
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    delete field.dataset["over"];
    take(event.dataTransfer?.files[0], changed);
  });
  // A file that misses the field would replace the page.
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
}

async function take(chosen: File | undefined, changed: () => void): Promise<void> {
  if (chosen === undefined) return;
  const refuse = (why: string) => {
    byId("body-note").textContent = `${chosen.name} ${why}`;
  };
  if (chosen.size > LONGEST)
    return refuse(`has ${chosen.size.toLocaleString("en")} bytes. No provider sends that many.`);
  try {
    file = new Uint8Array(await chosen.arrayBuffer());
  } catch {
    return refuse("cannot be read. Is it a folder, or was it moved?");
  }
  byId("file-name").textContent = chosen.name;
  byId("file-facts").textContent = facts(file);
  card.hidden = false;
  text.hidden = true;
  changed();
}

function drop(): void {
  file = undefined;
  picker.value = "";
  card.hidden = true;
  text.hidden = false;
}

/** What is to be known of a file that cannot be seen in it. */
function facts(bytes: Uint8Array): string {
  const has = (...wanted: number[]) => wanted.every((byte, at) => bytes[at] === byte);
  return [
    bytes.length === 1 ? "1 byte" : `${bytes.length.toLocaleString("en")} bytes`,
    has(0xef, 0xbb, 0xbf) ? "begins with a byte order mark" : undefined,
    has(0x1f, 0x8b) ? "looks compressed" : undefined,
    bytes.some((byte, at) => byte === 13 && bytes[at + 1] === 10) ? "has CR LF line ends" : undefined,
    bytes.at(-1) === 10 ? "ends with a newline" : undefined,
  ]
    .filter((fact) => fact !== undefined)
    .join(", ");
}
