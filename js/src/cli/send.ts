/** `hookward send`: sends a signed delivery to an endpoint, and reports the response. */

import { printable } from "../display/printable.js";
import { type Scheme, schemes } from "../index.js";
import { EXIT, usage } from "./cli-error.js";
import type { Command, Given, Options } from "./command.js";
import { readHeaders } from "./headers.js";
import { type EndpointResponse, endToEnd, type Outgoing, POSTING, post, timeoutOf, urlOf } from "./post.js";
import { ENTRY } from "./received.js";
import { noteOn, wrongIn, wrongInReplay } from "./response-meaning.js";
import { readSaved } from "./saved.js";
import { schemeOf } from "./scheme.js";
import { signed } from "./sign.js";
import type { Terminal } from "./terminal.js";
import { FLAW, outgoing, UNSIGNED } from "./unsigned.js";
import { NOW, SIGNER } from "./verifier.js";

const REPLAY: Options = {
  request: {
    type: "string",
    value: "FILE",
    help: "send a saved delivery, in any format that verify reads, instead of signing one",
  },
  entry: ENTRY,
};

/** The options for signing. */
const OF_SIGNING = Object.keys({ ...UNSIGNED, ...FLAW, ...SIGNER, ...NOW });

export const send: Command = {
  name: "send",
  summary: "sign a delivery and send it to an endpoint",
  operands: ["URL"],
  options: { ...UNSIGNED, ...FLAW, ...POSTING, ...REPLAY, ...SIGNER, ...NOW },
  about: [
    "The exit code is 0 if the endpoint responds correctly: it accepts a genuine delivery, with any 2xx or with the exact body that " +
      "the provider requires, and refuses a delivery with a flaw.",
    "With --request, sends a saved delivery, with its headers and its bytes, and signs nothing.",
  ],
  examples: [
    "hookward send http://127.0.0.1:3000/webhooks --scheme gilbert",
    "hookward send http://127.0.0.1:3000/webhooks --scheme inboundflow --event lead.created",
    "hookward send http://127.0.0.1:3000/webhooks --request saved.http",
    "hookward send https://staging.example.com/webhooks --scheme grillo --flaw wrong_secret",
  ],
  async run(given, terminal) {
    const url = urlOf(given.operands[0]);
    const saved = given.text("request");
    const sent = saved === undefined ? await signedFor(url, given, terminal) : await replayed(given, saved, terminal);
    const more = await readHeaders(given.texts("header"));
    const response = await post(url, { ...sent, headers: [...sent.headers, ...more] }, timeoutOf(given));
    const wrong =
      saved === undefined
        ? wrongIn(response, await wholeSchemeOf(given), given.text("flaw") !== undefined)
        : wrongInReplay(response);
    if (given.is("json")) terminal.json({ ok: wrong === undefined, ...response, ...(wrong && { message: wrong }) });
    else show(response, wrong, terminal);
    return wrong === undefined ? EXIT.ok : EXIT.refused;
  },
};

/** Signs the delivery that is sent to an endpoint. */
async function signedFor(endpoint: URL, given: Given, terminal: Terminal): Promise<Outgoing> {
  const { request, url } = await signed(given, terminal, endpoint);
  return outgoing(request, url, endpoint);
}

/** Reads the delivery that is sent as it was saved. */
async function replayed(given: Given, path: string, terminal: Terminal): Promise<Outgoing> {
  const option = OF_SIGNING.find((name) => given.has(name));
  if (option !== undefined)
    throw usage(`--request sends a saved delivery, and --${option} applies to a signed one. Omit one of the two.`);
  const { headers, body, warnings } = await readSaved(path, "--request", { entry: given.count("entry") });
  for (const warning of warnings) terminal.note(`Warning: ${warning}`);
  return { headers: endToEnd(headers), body: body ?? new Uint8Array() };
}

async function wholeSchemeOf(given: Given): Promise<Scheme> {
  const scheme = await schemeOf(given);
  return typeof scheme === "string" ? schemes[scheme] : scheme;
}

function show(response: EndpointResponse, wrong: string | undefined, { print, paint }: Terminal): void {
  const mark = wrong === undefined ? paint.green("✓") : paint.red("✗");
  if ("error" in response) print(`${mark} no response`);
  else print(`${mark} ${response.status} in ${response.milliseconds} ms: ${printable(response.text)}`);
  const note = wrong === undefined && "status" in response ? noteOn(response.status) : undefined;
  if (note !== undefined) print(`  ${paint.yellow(`← ${note}`)}`);
  if (wrong !== undefined) print(`  ${wrong}`);
}
