/** The request as it was saved or copied: its headers, and the body if it came with them. */

import { guessSchemes } from "hookward/explain";

import { printable } from "../../../js/src/display/printable.js";
import {
  type Choice,
  readPastedRequest,
  readSavedRequest,
  type SavedRequest,
  SeveralRequests,
} from "../../../js/src/saved-request/index.js";
import { byId, el } from "../dom.js";
import { FileField } from "./file-field.js";

const field = new FileField("headers", "request-file");
const entryField = byId("entry-field");
const entries = byId<HTMLSelectElement>("entry");

/** What cannot be read, in words for the person who pasted it. */
export class Unreadable extends Error {}

const NONE: SavedRequest = { format: "headers", headers: [], warnings: [], unread: [] };

/** Reads whatever is in the field. Of several requests, the one that is chosen beside it, which is the first until somebody does. */
export function readRequest(): SavedRequest {
  const isEmpty = field.bytes === undefined && field.text.value.trim() === "";
  if (isEmpty) {
    offer([]);
    return NONE;
  }
  try {
    const request = read();
    offer([]);
    return request;
  } catch (error) {
    if (!(error instanceof SeveralRequests)) {
      offer([]);
      throw error;
    }
    offer(error.choices);
    return read(Number(entries.value));
  }
}

function read(entry?: number): SavedRequest {
  const options = { entry, isSigned: (headers: SavedRequest["headers"]) => guessSchemes(headers).length > 0 };
  return field.bytes === undefined
    ? readPastedRequest(field.text.value, options)
    : readSavedRequest(field.bytes, options);
}

/** Offers several requests to choose from, and keeps what was chosen while they are the same. */
function offer(choices: readonly Choice[]): void {
  entryField.hidden = choices.length === 0;
  const options = choices.map(({ number, method, url }) =>
    el("option", { value: String(number) }, `${number}: ${printable(method, 20)} ${printable(url, 80)}`),
  );
  const isSame = options.length === entries.length && options.every((one, at) => one.isEqualNode(entries[at] ?? null));
  if (!isSame) entries.replaceChildren(...options);
}

/** Puts a text in place of whatever is there. */
export function setRequest(value: string): void {
  field.drop();
  field.text.value = value;
}

/** Has `changed` called whenever a file is taken or removed. */
export function startRequest(changed: () => void): void {
  field.start(changed);
}
