/** A text field whose content may also come from a file, byte for byte. The file is chosen or dropped on the field. */

import { byId } from "../dom.js";

/** The maximum length of a file, in bytes. No provider sends a longer body. */
const LONGEST = 64 << 20;

export class FileField {
  /** The bytes of the file. Undefined while the text is used. */
  bytes: Uint8Array | undefined;
  readonly text: HTMLTextAreaElement;
  readonly #file: string;
  readonly #picker: HTMLInputElement;

  /** `name` is the id of the text field, and `file` is the id of the elements for its file. */
  constructor(name: string, file: string) {
    this.text = byId<HTMLTextAreaElement>(name);
    this.#file = file;
    this.#picker = byId<HTMLInputElement>(file);
  }

  /** Calls `changed` whenever a file is taken or removed. */
  start(changed: () => void): void {
    const field = byId(`${this.text.id}-field`);
    this.#picker.addEventListener("change", () => this.#take(this.#picker.files?.[0], changed));
    byId(`${this.#file}-remove`).addEventListener("click", () => {
      this.drop();
      changed();
      this.text.focus();
    });
    field.addEventListener("dragover", (event) => {
      event.preventDefault();
      field.dataset["over"] = "";
    });
    field.addEventListener("dragleave", () => delete field.dataset["over"]);
    field.addEventListener("drop", (event) => {
      event.preventDefault();
      delete field.dataset["over"];
      this.#take(event.dataTransfer?.files[0], changed);
    });
  }

  /** Removes the file, so that the text is used again. */
  drop(): void {
    this.bytes = undefined;
    this.#picker.value = "";
    this.#show(false);
  }

  async #take(chosen: File | undefined, changed: () => void): Promise<void> {
    if (chosen === undefined) return;
    const refuse = (why: string) => {
      byId(`${this.text.id}-note`).textContent = `${chosen.name} ${why}`;
    };
    if (chosen.size > LONGEST)
      return refuse(`has ${chosen.size.toLocaleString("en")} bytes. No provider sends a body of that length.`);
    try {
      this.bytes = new Uint8Array(await chosen.arrayBuffer());
    } catch {
      return refuse("cannot be read. Check that it is a file, and that it was not moved.");
    }
    byId(`${this.#file}-name`).textContent = chosen.name;
    byId(`${this.#file}-facts`).textContent = facts(this.bytes);
    this.#show(true);
    changed();
  }

  #show(isFile: boolean): void {
    byId(`${this.#file}-card`).hidden = !isFile;
    this.text.hidden = isFile;
  }
}

/** Prevents a file that is dropped outside the fields from replacing the page. */
export function keepPage(): void {
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
}

/** Returns the properties of a file that are not visible in it. */
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
