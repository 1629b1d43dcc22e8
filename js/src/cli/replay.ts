/** `hookward replay`: sends saved deliveries again. */

import { validateHeaderName, validateHeaderValue } from "node:http";

import { printable } from "../display/printable.js";
import { schemes } from "../index.js";
import type { Pairs, SavedRequest } from "../saved-request/index.js";
import { isUrl } from "../verifier/target.js";
import { CliError, EXIT, type ExitCode, usage } from "./cli-error.js";
import type { Command, Given, Options } from "./command.js";
import { read } from "./files.js";
import { readHeaders } from "./headers.js";
import {
  type EndpointResponse,
  endToEnd,
  needEndpoint,
  type Outgoing,
  POSTING,
  pathAt,
  post,
  timeoutOf,
  urlOf,
} from "./post.js";
import { choiceOf, ENTRY, FORMS } from "./received.js";
import { filesOf } from "./replay-files.js";
import { wrongIn, wrongInReplay } from "./response-meaning.js";
import { parseSaved } from "./saved.js";
import { idOf, schemeOf } from "./scheme.js";
import { type Signing, signAgain } from "./sign-again.js";
import type { Terminal } from "./terminal.js";
import { partsOf } from "./unsigned.js";
import { NOW, nowOf, type Setup, SIGNER, setupOf } from "./verifier.js";

/** The options for signing. */
const SIGNING: Options = {
  ...SIGNER,
  url: {
    type: "string",
    value: "URL",
    help: "the URL that is configured at the provider, or its origin, for schemes that sign it (default: that of the endpoint)",
  },
  "new-id": { type: "boolean", help: "give each delivery a new id, for an endpoint that drops duplicates" },
  ...NOW,
};

export const replay: Command = {
  name: "replay",
  summary: "send saved deliveries again",
  operands: ["FILE..."],
  options: {
    to: {
      type: "string",
      value: "URL",
      help: "the endpoint; if URL has no path, the path of each delivery is used",
    },
    sign: { type: "boolean", help: "sign each delivery again, with the current time" },
    ...SIGNING,
    ...POSTING,
    entry: ENTRY,
    refused: { type: "boolean", help: "for a folder: also send the deliveries that hookward listen refused" },
    "dry-run": { type: "boolean", help: "print what would be sent, and send nothing" },
  },
  about: [
    "Sends each file in turn, with its headers and its bytes, and prints a line for each file. The files of a folder are sent in the order of their names.",
    FORMS,
    "With --sign, only the signature, its timestamp and the other headers that it covers are replaced. If you omit --scheme, the " +
      "headers determine the scheme. The delivery id stays the same, so an endpoint may treat the delivery as a duplicate.",
    "The exit code is 0 if the endpoint accepted all deliveries, 1 if not, and 2 if a file cannot be read.",
  ],
  examples: [
    "hookward replay deliveries --to http://127.0.0.1:3000",
    "hookward replay saved.http --to http://127.0.0.1:3000/webhooks --sign --scheme inboundflow",
    "hookward replay one.http session.har --to http://127.0.0.1:3000/webhooks --dry-run",
  ],
  async run(given, terminal) {
    const task = await taskOf(given, terminal);
    const { paths, leftOut } = await filesOf(given.operands, given.is("refused"));
    if (given.has("entry") && paths.length !== 1)
      throw usage("--entry chooses a request from a single file, but several files are named. Name one file.");
    if (leftOut > 0)
      terminal.note(`Not sent: ${leftOut} that hookward listen refused. Use --refused to send them too.`);
    const results: Result[] = [];
    for (const path of paths) {
      const result = await replayed(path, task);
      results.push(result);
      const { isRead: _, ...shown } = result;
      if (given.is("json")) terminal.json(shown);
      else show(result, terminal);
    }
    if (paths.length > 1 && !given.is("json") && !task.isDry) summary(results, terminal);
    return exitCodeOf(results);
  },
};

/** The settings for all files. */
interface Task {
  readonly given: Given;
  readonly terminal: Terminal;
  readonly to: URL;
  readonly more: Pairs;
  readonly isDry: boolean;
  /** Returns the options for signing a delivery with these headers, or undefined if the delivery is sent as saved. */
  signingOf(headers: Pairs): Promise<Signing | undefined>;
}

/** The result of one file. */
interface Result {
  readonly file: string;
  readonly ok: boolean;
  readonly method?: string;
  readonly url?: string;
  readonly bytes?: number;
  /** The scheme with which the delivery was signed again. */
  readonly signed?: string;
  readonly status?: number;
  readonly error?: string;
  readonly milliseconds?: number;
  readonly message?: string;
  /** Whether the file was read, and could be sent. */
  readonly isRead: boolean;
}

async function taskOf(given: Given, terminal: Terminal): Promise<Task> {
  if (given.text("to") === undefined)
    throw usage("Give the endpoint: --to URL, such as --to http://127.0.0.1:3000/webhooks.");
  const to = urlOf(given.text("to"));
  const beside = Object.keys(SIGNING).find((name) => given.has(name));
  if (!given.is("sign") && beside !== undefined)
    throw usage(`--${beside} applies only with --sign. Add --sign, or omit --${beside}.`);
  const url = given.text("url");
  if (url !== undefined && !isUrl(url))
    throw usage("--url must begin with https:// or http://, as it is configured at the provider.");
  const more = await readHeaders(given.texts("header"));
  // The command asks for a secret, or warns about it, only once for each scheme.
  const setups = new Map<string, Setup>();
  const signingOf = async (headers: Pairs): Promise<Signing | undefined> => {
    if (!given.is("sign")) return undefined;
    const id = idOf(await schemeOf(given, headers));
    const setup = setups.get(id) ?? (await setupOf(given, terminal, headers));
    setups.set(id, setup);
    return { setup, now: nowOf(given), url, isNewId: given.is("new-id") };
  };
  // An error in the given scheme or secret applies to every file.
  if (given.has("scheme")) await signingOf([]);
  return { given, terminal, to, more, isDry: given.is("dry-run"), signingOf };
}

/** Reads one file, signs it if --sign is given, and sends it. */
async function replayed(path: string, task: Task): Promise<Result> {
  const { given, terminal, to, more, isDry } = task;
  const file = path === "-" ? "standard input" : path;
  let sent: Outgoing & { readonly path: string };
  let signing: Signing | undefined;
  try {
    const options = given.is("sign") ? await choiceOf(given) : { entry: given.count("entry") };
    const saved = parseSaved(await read(path, "FILE"), "It", options);
    for (const warning of saved.warnings) terminal.note(`Warning: ${printable(file)}: ${warning}`);
    const asSaved = requestOf(saved, to);
    signing = await task.signingOf(asSaved.headers);
    sent = { ...asSaved, ...(signing === undefined ? {} : signAgain(asSaved, signing, to)) };
    checkHeaders(sent.headers);
  } catch (error) {
    return { file, ok: false, message: whyNot(error), isRead: false };
  }
  const facts = {
    file,
    method: sent.method ?? "POST",
    url: to.origin + sent.path,
    bytes: sent.body.length,
    ...(signing === undefined ? {} : { signed: idOf(signing.setup.scheme) }),
    isRead: true,
  };
  if (isDry) return { ...facts, ok: true };
  const response = await post(to, { ...sent, headers: [...sent.headers, ...more] }, timeoutOf(given));
  needEndpoint(to, response);
  const message = meaningOf(response, signing);
  const { milliseconds } = response;
  const came = "error" in response ? { error: response.error } : { status: response.status };
  return { ...facts, ok: message === undefined, ...came, milliseconds, ...(message === undefined ? {} : { message }) };
}

/** Returns a saved request in the form in which it is sent again. */
function requestOf({ method = "POST", url = "/", headers, body }: SavedRequest, to: URL): Required<Outgoing> {
  const own = url.startsWith("/") ? { path: url.replace(/#.*/s, ""), query: "" } : partsOf(url);
  const path = pathAt(to, `${own.path || "/"}${own.query}`);
  if (/[^\x21-\xff]/.test(path))
    throw usage("Its path contains a character that cannot be sent. Give a path with --to.");
  if (!/^[A-Z]{1,20}$/i.test(method) || /^CONNECT$/i.test(method))
    throw usage("Its method cannot be sent to an endpoint.");
  return { method: method.toUpperCase(), path, headers: endToEnd(headers), body: body ?? new Uint8Array() };
}

/** Throws if Node cannot send a header. Such headers can come from the log of a program. */
function checkHeaders(headers: Pairs): void {
  for (const [name, value] of headers) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw usage(`Its header ${printable(name, 60)} contains a character that cannot be sent.`);
    }
  }
}

/**
 * Returns the reason why a file cannot be sent. An error of the command or its secrets is thrown again, and ends the
 * command.
 */
function whyNot(error: unknown): string {
  if (error instanceof TypeError) return error.message;
  if (error instanceof CliError && error.exitCode === EXIT.usage) return error.message;
  throw error;
}

function meaningOf(response: EndpointResponse, signing: Signing | undefined): string | undefined {
  if (signing === undefined) return wrongInReplay(response);
  const { scheme } = signing.setup;
  return wrongIn(response, typeof scheme === "string" ? schemes[scheme] : scheme, false);
}

function show(
  { file, ok, isRead, method, url, bytes, status, error, milliseconds, message }: Result,
  terminal: Terminal,
): void {
  const { print, paint } = terminal;
  const mark = ok ? paint.green("✓") : paint.red("✗");
  const came =
    status === undefined ? (error === undefined ? undefined : "no response") : `${status} in ${milliseconds} ms`;
  const would =
    isRead && came === undefined ? `would send ${method} ${printable(url ?? "")}, ${bytes} bytes` : undefined;
  print(`${mark} ${printable(file)}: ${[came ?? would, message].filter((text) => text !== undefined).join(". ")}`);
}

function summary(results: readonly Result[], { print, paint }: Terminal): void {
  const accepted = results.filter(({ ok }) => ok).length;
  const text = `${accepted} of ${results.length} were accepted.`;
  print(accepted === results.length ? paint.green(text) : paint.red(text));
}

function exitCodeOf(results: readonly Result[]): ExitCode {
  if (results.some(({ isRead }) => !isRead)) return EXIT.usage;
  return results.every(({ ok }) => ok) ? EXIT.ok : EXIT.refused;
}
