/** Reads files that contain saved requests. */

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

/** The maximum number of requests that are listed for a file. */
const MOST_LISTED = 20;

/** Reads the file of an operand or an option. If it cannot be read, the error names `option`. */
export async function readSaved(path: string, option: string, options?: ReadOptions): Promise<SavedRequest> {
  return parseSaved(await read(path, option), path === "-" ? "Standard input" : printable(path), options);
}

/** Parses a saved request. Messages refer to the input as `name`. */
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

/** Returns whether headers contain the signature of a built-in scheme. */
const isSigned = (headers: Pairs) => guessSchemes(headers).length > 0;

function several({ choices }: SeveralRequests, name: string): CliError {
  const lines = choices.slice(0, MOST_LISTED).map(({ number, method, url }) => {
    return `  --entry ${number}  ${printable(method, 20)} ${printable(url, 80)}`.trimEnd();
  });
  const rest = choices.length > MOST_LISTED ? [`  and ${choices.length - MOST_LISTED} more`] : [];
  return usage(`${name} has ${choices.length} possible requests. Choose one:\n${[...lines, ...rest].join("\n")}`);
}
