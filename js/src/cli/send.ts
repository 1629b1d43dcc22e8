/** `hookward send`: a signed delivery to an endpoint, and what it answers. */

import { type Scheme, schemes } from "../index.js";
import { EXIT } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { readHeaders } from "./headers.js";
import { type Answer, POSTING, post, timeoutOf, urlOf } from "./post.js";
import { schemeOf } from "./scheme.js";
import { signed } from "./sign.js";
import { printable, type Terminal } from "./terminal.js";
import { FLAW, MESSAGE } from "./unsigned.js";
import { NOW, SIGNER } from "./verifier.js";

export const send: Command = {
  name: "send",
  summary: "sign a delivery and send it to an endpoint",
  operands: ["URL"],
  options: { ...MESSAGE, ...FLAW, ...POSTING, ...SIGNER, ...NOW },
  about: [
    "Ends with 0 if the endpoint did what it should: a genuine delivery is accepted, with any 2xx or with the very words that the " +
      "provider wants, and one with a flaw is refused.",
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
    const answer = await post(url, { ...sent, headers: [...sent.headers, ...more] }, timeoutOf(given));
    const wrong = wrongIn(answer, await rowOf(given), given.text("flaw") !== undefined);
    if (given.is("json"))
      terminal.print(JSON.stringify({ ok: wrong === undefined, ...answer, ...(wrong && { message: wrong }) }));
    else show(answer, wrong, terminal);
    return wrong === undefined ? EXIT.ok : EXIT.refused;
  },
};

async function rowOf(given: Given): Promise<Scheme> {
  const scheme = await schemeOf(given);
  return typeof scheme === "string" ? schemes[scheme] : scheme;
}

/** What is wrong with an answer, if anything is. */
function wrongIn(answer: Answer, { name, ack }: Scheme, flawed: boolean): string | undefined {
  if ("error" in answer) return `There was no answer (${answer.error}). Is the endpoint up, and is this its address?`;
  const isAccepted = answer.status >= 200 && answer.status <= 299;
  if (flawed) {
    return isAccepted ? "The endpoint accepted a delivery that it must refuse." : undefined;
  }
  if (answer.status >= 300 && answer.status <= 399)
    return "The endpoint redirects, and providers do not follow. Send to the address that it names.";
  if (answer.status === 404 || answer.status === 405)
    return "There is nothing at this address that takes a POST. Is it the endpoint's?";
  if (!isAccepted) return "The endpoint refused a genuine delivery. Does it have the same secret?";
  if (ack?.exact && answer.text !== ack.body) {
    return `${name} reads the answer, and takes only ${ack.body} for success.`;
  }
  return undefined;
}

function show(answer: Answer, wrong: string | undefined, { print, paint }: Terminal): void {
  const mark = wrong === undefined ? paint.green("✓") : paint.red("✗");
  if ("error" in answer) print(`${mark} no answer`);
  else print(`${mark} ${answer.status} in ${answer.milliseconds} ms: ${printable(answer.text)}`);
  if (wrong !== undefined) print(`  ${wrong}`);
}
