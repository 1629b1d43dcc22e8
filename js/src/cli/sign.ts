/** `hookward sign`: prints a signed delivery as the provider would send it. */

import { sign as make, type SignedRequest } from "../testing.js";
import { bodyMembers } from "./body.js";
import { EXIT, usage } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { wireBytes } from "./save.js";
import type { Terminal } from "./terminal.js";
import { FLAW, flawOf, partsOf, UNSIGNED, unsignedOf } from "./unsigned.js";
import { NOW, nowOf, SIGNER, setupOf } from "./verifier.js";

export const sign: Command = {
  name: "sign",
  summary: "sign a delivery as the provider would, and print it",
  options: { ...UNSIGNED, ...FLAW, ...SIGNER, ...NOW },
  about: [
    "Prints a whole request, which hookward verify - can read. With --json, prints the headers as pairs and the body as text, or as " +
      "bodyBase64 if the body is not text.",
  ],
  examples: [
    "hookward sign --scheme gilbert > delivery.http",
    "hookward sign --scheme grillo --event sensor.offline --flaw changed_body",
    "hookward sign --scheme inboundflow --body body.json --json",
    "hookward sign --scheme square --url https://example.com/webhooks",
  ],
  async run(given, terminal) {
    const { request } = await signed(given, terminal);
    const { body, ...rest } = request;
    if (given.is("json")) terminal.json({ ...rest, ...bodyMembers(body) });
    else terminal.write(toRequest(request));
    return EXIT.ok;
  },
};

/** A signed request and its URL. */
interface Signed {
  readonly request: SignedRequest;
  /** The URL for which the request was signed. It equals the URL of the request, unless a flaw changes that URL. */
  readonly url: string | undefined;
}

/**
 * Signs a delivery according to the options. `endpoint` is the address to which the delivery is sent, if it is sent.
 */
export async function signed(given: Given, terminal: Terminal, endpoint?: URL): Promise<Signed> {
  const setup = await setupOf(given, terminal);
  const flaw = flawOf(given, setup.scheme);
  const message = await unsignedOf(given, setup.scheme, endpoint);
  try {
    const request = make({ ...setup, ...message, now: nowOf(given), ...(flaw === undefined ? {} : { flaw }) });
    return { request, url: message.url };
  } catch (error) {
    // For example, a flaw cannot remove the bytes of an empty body.
    if (error instanceof TypeError) throw usage(error.message);
    throw error;
  }
}

/** Returns the bytes of a delivery, as they are sent. */
function toRequest({ url, method, headers, body }: SignedRequest): Uint8Array {
  const { path, query } = partsOf(url ?? "");
  const host = url === undefined ? "localhost" : new URL(url).host;
  return wireBytes(
    `${method} ${path || "/"}${query} HTTP/1.1`,
    [["host", host], ...headers, ["content-length", `${body.length}`]],
    body,
  );
}
