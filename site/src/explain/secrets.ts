/** The secrets, as the user types them. Only their fields store them. */

import { byId, el } from "../dom.js";

/** The characters that may follow a secret and cannot be typed into a field. */
const ENDINGS: Readonly<Record<string, readonly [text: string, label: string]>> = {
  none: ["", "nothing"],
  lf: ["\n", "a newline"],
  crlf: ["\r\n", "CR LF"],
};
const MOST = 16;

const list = byId("secrets");
const more = byId<HTMLButtonElement>("secret-add");
let made = 0;

interface SecretField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly ending: HTMLSelectElement;
}
let fields: SecretField[] = [];

/** A secret, as it would be read from a file or a variable, and the number of its field. */
export interface Numbered {
  readonly number: number;
  readonly secret: string;
}

/** Returns every secret that is not empty. */
export function readSecrets(): Numbered[] {
  return fields
    .map(({ input, ending }, at) => ({ number: at + 1, secret: input.value + (ENDINGS[ending.value]?.[0] ?? "") }))
    .filter(({ secret }) => secret.trim() !== "");
}

/** Replaces all secrets with one secret. */
export function setSecret(secret: string): void {
  for (const field of fields) forget(field);
  fields = [];
  list.replaceChildren();
  add();
  const [field] = fields;
  if (field !== undefined) take(field, secret);
}

/** Calls `changed` whenever a secret changes. Begins with one empty field. */
export function startSecrets(changed: () => void): void {
  list.addEventListener("input", changed);
  more.addEventListener("click", () => {
    add();
    fields.at(-1)?.input.focus();
  });
  list.addEventListener("paste", (event) => {
    const field = fields.find(({ input }) => input === event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // The field would remove the newline, which the page must detect.
    if (field === undefined || !/[\r\n]$/.test(text) || field.input.value !== "") return;
    event.preventDefault();
    take(field, text);
    changed();
  });
  setSecret("");
}

function take({ input, ending }: SecretField, secret: string): void {
  const name = secret.endsWith("\r\n") ? "crlf" : secret.endsWith("\n") ? "lf" : "none";
  ending.value = name;
  input.value = secret.slice(0, secret.length - (ENDINGS[name]?.[0].length ?? 0));
}

function forget({ input }: SecretField): void {
  input.value = "";
}

function add(): void {
  const id = `secret-${made++}`;
  const input = el("input", { id, type: "password", autocomplete: "off", spellcheck: "false", autocapitalize: "off" });
  const reveal = el("button", { type: "button", class: "quiet", "aria-pressed": "false", "aria-controls": id }, "Show");
  reveal.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    reveal.setAttribute("aria-pressed", String(!shown));
  });
  const ending = el(
    "select",
    { id: `${id}-ending` },
    ...Object.entries(ENDINGS).map(([value, [, label]]) => el("option", { value }, label)),
  );
  const remove = el("button", { type: "button", class: "quiet remove" }, "Remove");
  const label = el("label", { for: id });
  const element = el(
    "div",
    { class: "secret" },
    label,
    el("div", { class: "secret-line" }, input, reveal, remove),
    el("p", { class: "ending" }, el("label", { for: ending.id }, "followed by"), " ", ending),
  );
  const field = { element, input, ending };
  remove.addEventListener("click", () => {
    forget(field);
    element.remove();
    fields = fields.filter((one) => one !== field);
    number();
    more.focus();
    list.dispatchEvent(new Event("input"));
  });
  list.append(element);
  fields.push(field);
  number();
}

/** Labels the fields with their positions. Explanations use the same numbers. */
function number(): void {
  for (const [at, { element }] of fields.entries()) {
    const [label, remove] = [element.querySelector("label"), element.querySelector<HTMLElement>(".remove")];
    if (label !== null) label.textContent = fields.length === 1 ? "Secret" : `Secret ${at + 1}`;
    // A single field is named by the legend above it.
    label?.classList.toggle("visually-hidden", fields.length === 1);
    if (remove !== null) {
      remove.hidden = fields.length === 1;
      remove.setAttribute("aria-label", `Remove secret ${at + 1}`);
    }
    const reveal = element.querySelector("[aria-pressed]");
    reveal?.setAttribute("aria-label", fields.length === 1 ? "Show the secret" : `Show secret ${at + 1}`);
  }
  more.hidden = fields.length >= MOST;
}
