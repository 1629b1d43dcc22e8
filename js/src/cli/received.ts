/** Reads the delivery for a command from a file, the options or standard input. */

import { printable } from "../display/printable.js";
import { type Scheme, type SchemeId, schemes } from "../index.js";
import type { Pairs, ReadOptions, SavedRequest } from "../saved-request/index.js";
import { isOrigin, isUrl, signedUrl } from "../verifier/target.js";
import { usage } from "./cli-error.js";
import type { Given, Option, Options } from "./command.js";
import { read, readStdin } from "./files.js";
import { readHeaders } from "./headers.js";
import { parseSaved, readSaved } from "./saved.js";
import { schemeOf } from "./scheme.js";
import type { Terminal } from "./terminal.js";

/** The operand of a command that reads a delivery. */
export const FILE = "[FILE]";

/** The formats of a file with a delivery, for the help. */
export const FORMS =
  "FILE is a saved request: an HTTP request as it was sent, a curl command, a HAR file, or JSON with headers and " +
  "body, such as an event of API Gateway or an export of webhook.site or ngrok. The content determines the format. - reads standard input.";

/** The option that chooses one of several requests in a file. */
export const ENTRY: Option = {
  type: "string",
  value: "NUMBER",
  help: "the number of the request in FILE, from 1 (default: the only request with a signature)",
};

export const RECEIVED: Options = {
  request: { type: "string", value: "FILE", help: "the same as FILE" },
  entry: ENTRY,
  body: { type: "string", value: "FILE", help: "the body as it was received, byte for byte; - reads standard input" },
  header: {
    type: "string",
    short: "H",
    multiple: true,
    value: "'NAME: VALUE'",
    help: "a header, as for curl; @FILE contains one on each line. Repeat the option for more",
  },
  url: {
    type: "string",
    value: "URL",
    help: "the URL that is configured at the provider, for schemes that sign it; for an origin alone, path and query come from FILE",
  },
  method: {
    type: "string",
    value: "METHOD",
    help: "the method, for schemes that sign it (default: that of FILE, or POST)",
  },
};

/** A delivery as it was received. */
export interface Received {
  readonly headers: Pairs;
  readonly body: Uint8Array;
  /** The url that is signed, if it is known. */
  readonly url?: string;
  readonly method?: string;
}

/** Reads a delivery, and prints warnings about the form in which it was saved. */
export async function received(given: Given, terminal: Terminal): Promise<Received> {
  const saved = await savedOf(given);
  const more = await readHeaders(given.texts("header"));
  const target = targetOf(given, saved);
  if (saved === undefined) return { headers: more, body: await bodyOf(given), ...target };
  const { headers, body, warnings } = saved;
  const beside = given.text("body");
  if (beside !== undefined && body !== undefined)
    throw usage("FILE contains a body, and --body names a different body. Omit one of them.");
  if (saved.format === "json" && body === undefined && beside === undefined) {
    terminal.note(
      "Warning: FILE contains headers and no body. If FILE is the body itself, give it with --body FILE, and the headers with -H.",
    );
  }
  // A warning that the body is missing is not needed if the body is given with --body.
  const told = beside === undefined ? warnings : warnings.filter((warning) => !/^The body is not in/.test(warning));
  for (const warning of told) terminal.note(`Warning: ${warning}`);
  return {
    headers: [...headers, ...more],
    ...target,
    body: body ?? (beside === undefined ? new Uint8Array() : await read(beside, "--body")),
  };
}

/** Returns the URL and the method: from the options if given, otherwise from the saved request. */
export function targetOf(given: Given, saved: SavedRequest | undefined): Pick<Received, "url" | "method"> {
  const option = given.text("url");
  if (option !== undefined && !isUrl(option))
    throw usage("--url must begin with https:// or http://, as it is configured at the provider.");
  // A path is not a URL, and the Host header may differ from the host that is configured at the provider.
  const url = option !== undefined && !isOrigin(option) ? option : (signedUrl(option, saved?.url) ?? saved?.url);
  const method = given.text("method") ?? saved?.method;
  return {
    ...(url === undefined || url === "" ? {} : { url }),
    ...(method === undefined || method === "" ? {} : { method: method.toUpperCase() }),
  };
}

/** Returns whether a scheme signs the URL of the request, or a part of it. A custom scheme's file may contain a value of any type. */
export function signsUrl(scheme: SchemeId | Scheme): boolean {
  return /\{(?:url|path|query)/.test(`${wholeOf(scheme).signedContent}`);
}

/** Throws if a request lacks the URL that its scheme signs. */
export function needUrl(scheme: SchemeId | Scheme, { url }: Pick<Received, "url">): void {
  const { name, signedContent } = wholeOf(scheme);
  const isNeeded = /\{url\}/.test(`${signedContent}`);
  const isKnown = url !== undefined && (isUrl(url) || !isNeeded);
  if (isKnown || !signsUrl(scheme)) return;
  throw usage(
    `${printable(`${name}`, 80)} signs the URL of the request. Give the URL that is configured there: --url https://…`,
  );
}

const wholeOf = (scheme: SchemeId | Scheme): Scheme => (typeof scheme === "string" ? schemes[scheme] : scheme);

/** Returns the saved request that was named. Reads standard input if no file, header or body is given. */
async function savedOf(given: Given): Promise<SavedRequest | undefined> {
  const [operand] = given.operands;
  const option = given.text("request");
  if (operand !== undefined && option !== undefined)
    throw usage("FILE and --request have the same meaning. Give only one of them.");
  const path = operand ?? option;
  if (path !== undefined) return readSaved(path, "FILE", await choiceOf(given));
  if (given.texts("header").length > 0) {
    if (given.text("entry") !== undefined) throw usage("--entry chooses a request from a file. Name the file.");
    return undefined;
  }
  const piped = given.text("body") === undefined && !process.stdin.isTTY ? await readStdin() : Buffer.alloc(0);
  if (piped.length > 0) return parseSaved(piped, "Standard input", await choiceOf(given));
  throw usage(
    "There is no delivery to read. Name a file with the request, or give --body FILE and -H 'name: value' for each header.",
  );
}

/** Returns the choice between several requests: by the given number, or by the signature of the given scheme. */
export async function choiceOf(given: Given): Promise<ReadOptions> {
  const entry = given.count("entry");
  if (given.text("scheme") === undefined) return { entry };
  const scheme = await schemeOf(given);
  const header = typeof scheme === "string" ? schemes[scheme].signature.header : scheme.signature?.header;
  if (typeof header !== "string") return { entry };
  return { entry, isSigned: (headers) => headers.some(([name]) => name.toLowerCase() === header.toLowerCase()) };
}

async function bodyOf(given: Given): Promise<Uint8Array> {
  const body = given.text("body");
  if (body !== undefined) return read(body, "--body");
  if (process.stdin.isTTY) throw usage("Give the body with --body FILE, or on standard input.");
  return readStdin();
}
