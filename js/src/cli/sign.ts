/** `hookward sign`: a delivery as the provider would send it. */

import { sign as make, type SignedRequest } from "../testing.js";
import { bodyMembers } from "./body.js";
import { EXIT, usage } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { wireBytes } from "./save.js";
import type { Terminal } from "./terminal.js";
import { FLAW, flawOf, UNSIGNED, unsignedOf } from "./unsigned.js";
import { NOW, nowOf, SIGNER, setupOf } from "./verifier.js";

export const sign: Command = {
  name: "sign",
  summary: "sign a delivery as the provider would, and print it",
  options: { ...UNSIGNED, ...FLAW, ...SIGNER, ...NOW },
  about: [
    "Prints a whole request, as hookward verify - reads it; with --json, its headers as pairs and its body as text, or as " +
      "bodyBase64 where it is not text.",
  ],
  examples: [
    "hookward sign --scheme gilbert > delivery.http",
    "hookward sign --scheme grillo --event sensor.offline --flaw changed_body",
    "hookward sign --scheme inboundflow --body body.json --json",
  ],
  async run(given, terminal) {
    const sent = await signed(given, terminal);
    if (given.is("json")) terminal.json({ headers: sent.headers, ...bodyMembers(sent.body) });
    else terminal.write(toRequest(sent));
    return EXIT.ok;
  },
};

/** The delivery that was asked for. */
export async function signed(given: Given, terminal: Terminal): Promise<SignedRequest> {
  const setup = await setupOf(given, terminal);
  const flaw = flawOf(given, setup.scheme);
  const message = await unsignedOf(given, setup.scheme);
  try {
    return make({ ...setup, ...message, now: nowOf(given), ...(flaw === undefined ? {} : { flaw }) });
  } catch (error) {
    // Such as the loss of a body that is empty.
    if (error instanceof TypeError) throw usage(error.message);
    throw error;
  }
}

/** As it goes over the wire. */
function toRequest({ headers, body }: SignedRequest): Uint8Array {
  return wireBytes("POST / HTTP/1.1", [["host", "localhost"], ...headers, ["content-length", `${body.length}`]], body);
}
