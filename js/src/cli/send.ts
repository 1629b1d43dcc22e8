/** `hookward send`: a signed delivery to an endpoint, and how it responds. */

import { printable } from "../display/printable.js";
import { type Scheme, schemes } from "../index.js";
import { EXIT } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { readHeaders } from "./headers.js";
import { type EndpointResponse, POSTING, post, timeoutOf, urlOf } from "./post.js";
import { schemeOf } from "./scheme.js";
import { signed } from "./sign.js";
import type { Terminal } from "./terminal.js";
import { FLAW, UNSIGNED } from "./unsigned.js";
import { NOW, SIGNER } from "./verifier.js";

export const send: Command = {
  name: "send",
  summary: "sign a delivery and send it to an endpoint",
  operands: ["URL"],
  options: { ...UNSIGNED, ...FLAW, ...POSTING, ...SIGNER, ...NOW },
  about: [
    "Ends with 0 if the endpoint did what it should: a genuine delivery is accepted, with any 2xx or with the exact body that " +
      "the provider wants, and one with a flaw is refused.",
  ],
  examples: [
    "hookward send http://127.0.0.1:3000/webhooks --scheme gilbert",
    "hookward send http://127.0.0.1:3000/webhooks --scheme inboundflow --event lead.created",
    "hookward send https://staging.example.com/webhooks --scheme grillo --flaw wrong_secret",
  ],
  async run(given, terminal) {
    const url = urlOf(given.operands[0]);
    const sent = await signed(given, terminal);
    const more = await readHeaders(given.texts("header"));
    const response = await post(url, { ...sent, headers: [...sent.headers, ...more] }, timeoutOf(given));
    const wrong = wrongIn(response, await wholeSchemeOf(given), given.text("flaw") !== undefined);
    if (given.is("json")) terminal.json({ ok: wrong === undefined, ...response, ...(wrong && { message: wrong }) });
    else show(response, wrong, terminal);
    return wrong === undefined ? EXIT.ok : EXIT.refused;
  },
};

async function wholeSchemeOf(given: Given): Promise<Scheme> {
  const scheme = await schemeOf(given);
  return typeof scheme === "string" ? schemes[scheme] : scheme;
}

/** What is wrong with a response, if anything is. */
function wrongIn(response: EndpointResponse, { name, ack }: Scheme, flawed: boolean): string | undefined {
  if ("error" in response)
    return `There was no response (${response.error}). Is the endpoint up, and is this its address?`;
  const isAccepted = response.status >= 200 && response.status <= 299;
  if (flawed) {
    return isAccepted ? "The endpoint accepted a delivery that it must refuse." : undefined;
  }
  if (!isAccepted) return byStatus(response.status);
  if (ack?.exact && response.text !== ack.body) {
    return `${name} reads the response, and takes only ${ack.body} for success.`;
  }
  return undefined;
}

/** What a status that is no success says of the endpoint. */
function byStatus(status: number): string {
  if (status >= 300 && status <= 399)
    return "The endpoint redirects, and providers do not follow. Send to the address that it names.";
  switch (status) {
    case 404:
    case 405:
      return "There is nothing at this address that takes a POST. Is it the endpoint's?";
    case 413:
      return "The endpoint takes no body of this length. See its limit, and that of the server in front of it.";
    case 429:
      return "The endpoint takes no more deliveries for now. Wait, or raise its limit.";
    case 502:
    case 503:
    case 504:
      return "The server at this address did not reach the endpoint, or is not ready. See that server's log.";
  }
  return status >= 500
    ? "The endpoint failed. See its log for the error; nothing is said of the signature."
    : "The endpoint refused a genuine delivery. Does it have the same secret?";
}

function show(response: EndpointResponse, wrong: string | undefined, { print, paint }: Terminal): void {
  const mark = wrong === undefined ? paint.green("✓") : paint.red("✗");
  if ("error" in response) print(`${mark} no response`);
  else print(`${mark} ${response.status} in ${response.milliseconds} ms: ${printable(response.text)}`);
  if (wrong !== undefined) print(`  ${wrong}`);
}
