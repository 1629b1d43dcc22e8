/** The delivery that a command is about, wherever it was saved. */

import { usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";
import { read, readStdin } from "./files.js";
import { readHar } from "./har.js";
import { readHeaders } from "./headers.js";
import { readRequest, type Saved } from "./request.js";
import type { Terminal } from "./terminal.js";

export const RECEIVED: Options = {
  body: { type: "string", value: "FILE", help: "the body as it was received, byte for byte; - is standard input" },
  header: {
    type: "string",
    short: "H",
    multiple: true,
    value: "'NAME: VALUE'",
    help: "a header, as for curl; @FILE has one on every line. Again for more",
  },
  request: {
    type: "string",
    value: "FILE",
    help: "in place of both, a whole request as it goes over the wire; - is standard input",
  },
  har: { type: "string", value: "FILE", help: "in place of both, a HAR file" },
  entry: { type: "string", value: "NUMBER", help: "which entry of the HAR file, from 1; its only POST if left out" },
};

/** Reads it, and tells what was odd about the way in which it was saved. */
export async function received(given: Given, terminal: Terminal): Promise<Saved> {
  const saved = await from(given);
  const more = await readHeaders(given.texts("header"));
  for (const warning of saved.warnings) terminal.note(`Warning: ${warning}`);
  return { ...saved, headers: [...saved.headers, ...more] };
}

async function from(given: Given): Promise<Saved> {
  const [body, request, har] = ["body", "request", "har"].map((name) => given.text(name));
  if ([body, request, har].filter((one) => one !== undefined).length > 1) {
    throw usage("--body, --request and --har each give the body. Choose one of them.");
  }
  if (given.text("entry") !== undefined && har === undefined)
    throw usage("--entry chooses from a HAR file: give --har too.");
  if (request !== undefined) return readRequest(await read(request, "--request"));
  if (har !== undefined) return readHar(har, given.count("entry"));
  if (given.texts("header").length === 0) {
    throw usage(
      "There is no delivery to look at. Give its body and headers (--body FILE -H 'name: value' …), a saved request " +
        "(--request FILE) or a HAR file (--har FILE).",
    );
  }
  if (body !== undefined) return { headers: [], body: await read(body, "--body"), warnings: [] };
  if (process.stdin.isTTY) throw usage("Give the body with --body FILE, or on standard input.");
  return { headers: [], body: await readStdin(), warnings: [] };
}
