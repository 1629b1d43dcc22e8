/** The request, saved or copied: its headers, and its body if the body came with them. */

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

/** An error about data that cannot be read, in words for the person who pasted the data. */
export class Unreadable extends Error {}

const NONE: SavedRequest = { format: "headers", headers: [], warnings: [], unread: [] };

/**
 * Reads the request in the field. If the field contains several requests, reads the chosen one. Default: the first
 * request.
 */
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

/** Offers several requests to choose from. Keeps the choice while the requests are the same. */
function offer(choices: readonly Choice[]): void {
  entryField.hidden = choices.length === 0;
  const options = choices.map(({ number, method, url }) =>
    el("option", { value: String(number) }, `${number}: ${printable(method, 20)} ${printable(url, 80)}`),
  );
  const isSame = options.length === entries.length && options.every((one, at) => one.isEqualNode(entries[at] ?? null));
  if (!isSame) entries.replaceChildren(...options);
}

/** Replaces the request with a text. */
export function setRequest(value: string): void {
  field.drop();
  field.text.value = value;
}

/** Calls `changed` whenever a file is taken or removed. */
export function startRequest(changed: () => void): void {
  field.start(changed);
}
