/** A file with a saved request in it. */

import { printable } from "../display/printable.js";
import { guessSchemes } from "../explain.js";
import {
  type Pairs,
  type ReadOptions,
  readSavedRequest,
  type SavedRequest,
  SeveralRequests,
  UnreadableRequest,
} from "../saved-request/index.js";
import { type CliError, usage } from "./cli-error.js";
import { read } from "./files.js";

/** No more requests of a file are listed. */
const MOST_LISTED = 20;

/** Reads the file of an operand or an option, which is named where it cannot be read. */
export async function readSaved(path: string, option: string, options?: ReadOptions): Promise<SavedRequest> {
  return parseSaved(await read(path, option), path === "-" ? "Standard input" : printable(path), options);
}

/** Reads a request from its bytes, which have a name in messages. */
export function parseSaved(bytes: Uint8Array, name: string, options?: ReadOptions): SavedRequest {
  let request: SavedRequest;
  try {
    request = readSavedRequest(bytes, { isSigned, ...options });
  } catch (error) {
    if (error instanceof SeveralRequests) throw several(error, name);
    if (error instanceof UnreadableRequest) throw usage(`${name} cannot be read. ${error.message}`);
    throw error;
  }
  const [line] = request.unread;
  if (line !== undefined) {
    const { length } = request.unread;
    const more = length === 1 ? "" : ` (and ${length - 1} more)`;
    throw usage(`${name}: line ${line}${more} is not a header. Write it as 'name: value', one on a line.`);
  }
  return request;
}

/** Returns whether headers have a signature of a built-in scheme in them. */
const isSigned = (headers: Pairs) => guessSchemes(headers).length > 0;

function several({ choices }: SeveralRequests, name: string): CliError {
  const lines = choices.slice(0, MOST_LISTED).map(({ number, method, url }) => {
    return `  --entry ${number}  ${printable(method, 20)} ${printable(url, 80)}`.trimEnd();
  });
  const rest = choices.length > MOST_LISTED ? [`  and ${choices.length - MOST_LISTED} more`] : [];
  return usage(`${name} has ${choices.length} possible requests. Choose one:\n${[...lines, ...rest].join("\n")}`);
}
