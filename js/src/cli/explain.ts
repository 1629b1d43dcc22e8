/** `hookward explain`: explains why a saved delivery is refused. */

import { explain as find } from "../explain.js";
import { EXIT } from "./cli-error.js";
import type { Command } from "./command.js";
import { printResult } from "./explanation.js";
import { FILE, FORMS, needUrl, RECEIVED, received } from "./received.js";
import { NOW, nowOf, setupOf, VERIFIER } from "./verifier.js";
import { isOld, SAVED_BEFORE } from "./verify.js";

export const explain: Command = {
  name: "explain",
  summary: "explain why a saved delivery is refused, and which change makes the signature match",
  operands: [FILE],
  options: { ...RECEIVED, ...VERIFIER, ...NOW },
  about: [
    FORMS,
    "The output shows the checks in the order in which hookward makes them. If the signature does not match, hookward tries the usual changes of the body, the secret, " +
      "the encoding, the clock and the headers one by one. A change that makes the signature match proves what is wrong.",
    "The output never contains a secret, a complete expected signature or the content of a body.",
  ],
  examples: [
    "hookward explain saved.http --now 2026-05-07T14:32:18Z",
    "hookward explain --body body.json -H @headers.txt --json",
    "hookward explain saved.http --scheme square --url https://example.com/webhooks",
  ],
  async run(given, terminal) {
    const request = await received(given, terminal);
    const setup = await setupOf(given, terminal, request.headers);
    needUrl(setup.scheme, request);
    const explanation = find({ ...setup, ...request, now: nowOf(given) });
    const { result } = explanation;
    if (given.is("json")) terminal.json(explanation);
    else printResult(explanation, terminal, !result.ok && isOld(result.code, given) ? SAVED_BEFORE : undefined);
    return result.ok ? EXIT.ok : EXIT.refused;
  },
};
