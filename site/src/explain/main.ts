/**
 * The page that explains a request. It explains the content of the form while the user types, and shows the explanation
 * next to the form.
 */

import { schemes } from "hookward";
import { guessSchemes } from "hookward/explain";
import type { SavedRequest } from "../../../js/src/saved-request/index.js";
import { isOrigin, isUrl, signedUrl } from "../../../js/src/verifier/target.js";
import { byId, el } from "../dom.js";
import { utc } from "../time.js";
import { readBody, setBody, startBody } from "./body.js";
import { type Example, examples } from "./examples.js";
import { type ShownWith, showExplanation, showWaiting } from "./explanation.js";
import { keepPage } from "./file-field.js";
import { startHandover } from "./handover.js";
import { readTime } from "./received-at.js";
import { readRequest, setRequest, startRequest, Unreadable } from "./request.js";
import { type FormRequest, runExplain } from "./run-explain.js";
import { readSecrets, setSecret, startSecrets } from "./secrets.js";

/** The maximum number of other possible providers that are named. */
const MOST_NAMED = 4;

/** The time without typing after which the request is explained, in milliseconds. */
const REST = 250;

const form = byId<HTMLFormElement>("delivery");
const scheme = byId<HTMLSelectElement>("scheme");
const url = byId<HTMLInputElement>("url");
const custom = byId<HTMLTextAreaElement>("custom");
const headers = byId<HTMLTextAreaElement>("headers");
const isNow = byId<HTMLInputElement>("clock-now");
const isThen = byId<HTMLInputElement>("clock-then");
const receivedAt = byId<HTMLInputElement>("received-at");
const note = (name: string, text: string) => {
  byId(`${name}-note`).textContent = text;
};

/** The example in the form, until something is changed. */
let example: Example | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function update(): void {
  clearTimeout(timer);
  byId("custom-field").hidden = scheme.value !== "custom";
  for (const name of ["scheme", "headers", "body", "received-at"]) note(name, "");
  try {
    explainForm();
  } catch (error) {
    // An error from hookward states what to change, such as an unsafe scheme or an invalid secret.
    showWaiting(error instanceof Error ? error.message : String(error), true);
  }
}

function explainForm(): void {
  const request = readHeaders();
  const body = readBody(request.body);
  note("body", body.note);
  const now = readClock();
  const secrets = readSecrets();
  const chosen = readScheme();
  const needsUrl = signsUrl(chosen, request.headers);
  byId("url-field").hidden = !needsUrl;
  if (request.headers.length === 0) showWaiting("Paste the headers, the body and the secret, or try an example.");
  else if (secrets.length === 0) showWaiting("The secret is still missing.");
  else {
    const target = needsUrl ? readUrl(request) : {};
    const asked = {
      scheme: chosen,
      headers: request.headers,
      ...target,
      secrets: secrets.map(({ secret }) => secret),
      now,
    };
    const numbers = secrets.map(({ number }) => number);
    show({ ...asked, body: body.bytes }, { body: body.bytes, secrets: numbers, example: example?.name });
  }
}

function show(request: FormRequest, shownWith: ShownWith): void {
  const found = runExplain(request);
  if (found === undefined) {
    note("scheme", "None of the headers is the signature of a built-in scheme.");
    showWaiting("Choose the scheme: the headers do not determine it.");
    return;
  }
  const { explanation, guessed } = found;
  if (guessed !== undefined) note("scheme", guess(explanation.scheme, guessed));
  showExplanation(explanation, shownWith);
}

function guess(id: string, guessed: readonly string[]): string {
  const name = (one: string) => schemes[one as keyof typeof schemes].name;
  const all = guessed.filter((one) => one !== id).map(name);
  const rest = all.length - MOST_NAMED;
  const others = rest > 1 ? [...all.slice(0, MOST_NAMED), `one of ${rest} more`] : all;
  return others.length === 0
    ? `The headers are those of ${name(id)}.`
    : `${name(id)} is shown; the request may also be from ${others.join(" or ")}.`;
}

function readHeaders(): SavedRequest {
  const request = readRequest();
  const { length } = request.headers;
  const count = `${length} header${length === 1 ? "" : "s"}`;
  const notes = [
    request.unread.length > 0 ? `${count} read. No header: line ${request.unread.join(", ")}.` : [],
    request.unread.length === 0 && length > 0 ? `${count} read.` : [],
    request.warnings,
  ].flat();
  note("headers", notes.join(" "));
  return request;
}

function readScheme(): FormRequest["scheme"] {
  if (scheme.value === "guess") return undefined;
  if (scheme.value !== "custom") return scheme.value as NonNullable<FormRequest["scheme"]>;
  try {
    return JSON.parse(custom.value);
  } catch {
    throw new Unreadable("The custom scheme is not JSON.");
  }
}

/** Returns whether the chosen scheme, or a scheme that the headers allow, signs the URL. */
function signsUrl(chosen: FormRequest["scheme"], pairs: SavedRequest["headers"]): boolean {
  const asked = chosen === undefined ? guessSchemes(pairs).map((guess) => guess.scheme) : [chosen];
  const contentOf = (one: (typeof asked)[number]) => (typeof one === "string" ? schemes[one] : one)?.signedContent;
  return asked.some((one) => /\{(?:url|path|query)\}/.test(`${contentOf(one)}`));
}

function readUrl(request: SavedRequest): { url?: string; method?: string } {
  const given = url.value.trim();
  if (given !== "" && !isUrl(given)) throw new Unreadable("The URL must begin with https:// or http://.");
  const target = given !== "" && !isOrigin(given) ? given : (signedUrl(given || undefined, request.url) ?? "");
  if (target === "")
    throw new Unreadable(
      "This provider signs the URL of the request. Enter the URL as it is configured at the provider.",
    );
  return { url: target, ...(request.method ? { method: request.method } : {}) };
}

function readClock(): Date {
  if (isNow.checked) return new Date();
  const date = readTime(receivedAt.value);
  if (date === undefined) throw new Unreadable("Invalid time. Use 2026-02-24T21:00:00Z or Unix seconds.");
  note("received-at", utc(date));
  return date;
}

function fill(chosen: Example): void {
  setBody(chosen.body);
  setSecret(chosen.secret);
  example = chosen;
  fillRequest(chosen.headers, new Date(chosen.received * 1000));
}

/** Writes a request of any scheme into the form. */
function fillRequest(request: string, received: Date): void {
  scheme.value = "guess";
  setRequest(request);
  isThen.checked = true;
  receivedAt.value = received.toISOString().replace(".000", "");
  update();
}

/** Empties every field, the secrets first. */
function forget(): void {
  setSecret("");
  setBody("");
  setRequest("");
  form.reset();
  example = undefined;
}

function edited(): void {
  example = undefined;
  clearTimeout(timer);
  timer = setTimeout(update, REST);
}

const CUSTOM = {
  id: "acme",
  name: "Acme",
  docs: "https://acme.example/webhooks",
  signature: { header: "x-acme-signature", syntax: { prefixed: "sha256=" }, encoding: "hex" },
  timestamp: { header: "x-acme-timestamp", unit: "s" },
  signedContent: "{timestamp}.{body}",
};

byId("schemes").append(...Object.values(schemes).map(({ id, name }) => el("option", { value: id }, name)));
byId("examples").append(
  ...examples.map((one) => {
    const button = el("button", { type: "button", class: "quiet" }, one.name);
    button.addEventListener("click", () => fill(one));
    return button;
  }),
);
custom.defaultValue = JSON.stringify(CUSTOM, null, 2);
form.addEventListener("input", edited);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  update();
  byId("explanation").focus();
});
receivedAt.addEventListener("focus", () => {
  isThen.checked = true;
});
startSecrets(edited);
startBody(edited);
startRequest(edited);
keepPage();
startHandover((request, received) => {
  forget();
  fillRequest(request, received);
});
byId("clear").addEventListener("click", () => {
  forget();
  update();
  headers.focus();
});
// This also runs if the browser keeps the page in memory to return to it.
addEventListener("pagehide", forget);
addEventListener("pageshow", update);
update();
