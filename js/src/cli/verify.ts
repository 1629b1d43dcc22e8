/** `hookward verify`: checks whether a saved delivery is genuine. */

import { handedOf, nameOf } from "../adapters/common.js";
import { printable } from "../display/printable.js";
import { type Authenticated, type Refusal, type VerifiedDelivery, Verifier } from "../index.js";
import { EXIT } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { FILE, FORMS, needUrl, RECEIVED, received } from "./received.js";
import { columns, type Terminal } from "./terminal.js";
import { NOW, nowOf, setupOf, VERIFIER } from "./verifier.js";

export const verify: Command = {
  name: "verify",
  summary: "check whether a saved delivery is genuine",
  operands: [FILE],
  options: { ...RECEIVED, ...VERIFIER, ...NOW },
  about: [
    FORMS,
    "A delivery that was saved some time ago is too old now. Give the time at which it was received with --now.",
    "The body must be the bytes as they were received. Text that was copied from a log or a terminal usually has different bytes.",
  ],
  examples: [
    "hookward verify --body body.json -H 'x-gilbert-signature: ae4d…'",
    "hookward verify saved.http --now 2026-05-07T14:32:18Z",
    "hookward verify tunnel.har --entry 3 --secret-file secret.txt",
    "pbpaste | hookward verify -",
  ],
  async run(given, terminal) {
    const request = await received(given, terminal);
    const verifier = new Verifier(await setupOf(given, terminal, request.headers));
    needUrl(verifier.scheme, request);
    const result = verifier.check({ ...request, now: nowOf(given) });
    if (given.is("json")) terminal.json(result.ok ? { ok: true, ...facts(handedOf(result)) } : result);
    else if (result.ok) genuine(handedOf(result), verifier.scheme.name, terminal);
    else refused(result, given, terminal);
    return result.ok ? EXIT.ok : EXIT.refused;
  },
};

/** Returns the details of a verified delivery, without its body. */
export function facts(delivery: VerifiedDelivery): Record<string, unknown> {
  if (isAuthenticated(delivery)) {
    const { scheme, signed, timestamp, secretIndex } = delivery;
    return { scheme, authenticated: true, signed, timestamp, secretIndex };
  }
  const { scheme, event, deliveryId, deliveryIdSigned, timestamp, secretIndex, reserialized } = delivery;
  return { scheme, event, deliveryId, deliveryIdSigned, timestamp, secretIndex, reserialized };
}

export function genuine(delivery: VerifiedDelivery, provider: string, { print, paint }: Terminal): void {
  if (isAuthenticated(delivery)) {
    print(paint.green(`✓ authentic: ${provider} signed the request`) + paint.yellow(", and not its body"));
    const { signed, timestamp, secretIndex } = delivery;
    const rows = [
      ...Object.entries(signed).map(([name, value]) => [name, printable(value)]),
      ["signed at", timestamp?.toISOString() ?? "not stated"],
      ["secret", secretOf(secretIndex)],
    ];
    for (const line of columns(rows)) print(line);
    return;
  }
  const { event, deliveryId, deliveryIdSigned, timestamp, secretIndex, reserialized, body } = delivery;
  print(paint.green(`✓ genuine: ${provider} signed these bytes`));
  const rows = [
    ["event", event === undefined ? "none" : printable(event)],
    [
      "delivery id",
      deliveryId === undefined ? "none" : `${printable(deliveryId)}${deliveryIdSigned ? "" : " (not signed)"}`,
    ],
    ["signed at", timestamp?.toISOString() ?? "not stated"],
    ["secret", secretOf(secretIndex)],
    ["body", `${body.length} bytes${reserialized ? ", as JSON.stringify prints it, which is what is signed" : ""}`],
  ];
  for (const line of columns(rows)) print(line);
}

/** Returns whether a value is an authenticated request, whose scheme does not sign the body. */
const isAuthenticated = (handed: object): handed is Authenticated => nameOf(handed) === "authenticated";

const secretOf = (index: number) =>
  index === 0 ? "the newest" : `number ${index + 1} of those given: the rotation is not over`;

/** The advice for a delivery that was saved earlier, if --now is not given. */
export const SAVED_BEFORE =
  "If the delivery was saved earlier, give the time at which it was received: --now 2026-05-07T14:32:18Z";

/** Returns whether a delivery is refused because of its age, and --now is not given. */
export const isOld = (code: string, given: Given): boolean => code === "timestamp_too_old" && !given.has("now");

function refused(refusal: Refusal, given: Given, { print, paint }: Terminal): void {
  print(paint.red(`✗ refused: ${refusal.code}`));
  print(`  ${printable(refusal.message, 2000)}`);
  if (isOld(refusal.code, given)) print(`  ${SAVED_BEFORE}`);
  print(paint.dim("  To find the change that makes the signature match, run hookward explain with the same options."));
}
