/** Refusals and faults, from the numbers that the core has for them. */

import type { Row } from "../schemes/scheme.js";
import type { Facts, HeaderFault, Refusal, VerificationCode } from "../verifier/errors.js";
import type { Words } from "../verifier/messages.js";
import { core } from "./verify-module.js";

/** In the order of their numbers. */
const CODES: readonly VerificationCode[] = [
  "body_too_large",
  "missing_header",
  "duplicate_header",
  "malformed_header",
  "too_many_candidates",
  "timestamp_too_old",
  "timestamp_too_new",
  "signature_mismatch",
];
const FAULTS: readonly HeaderFault[] = [
  "empty",
  "prefix",
  "field_missing",
  "field",
  "length",
  "encoding",
  "timestamp",
  "boundary",
];
const SECRET_FAULTS = ["none", "empty", "encoding"] as const;

/** Why the last delivery was refused. */
export const lastRefusal = (): Facts => [core.fact(0), core.fact(1), core.fact(2), core.fact(3), core.fact(4)];

/** Why the last verifier was not built: a secret and its position; nothing if there were too many of them. */
export function lastFault(): { fault: (typeof SECRET_FAULTS)[number]; index: number } | undefined {
  const fault = SECRET_FAULTS[core.fact(0)];
  return fault && { fault, index: core.fact(1) };
}

/** The refusal of a body that is longer than that. */
export const tooLarge = (limit: number): Facts => [0, 0, 0, limit, 0];

/** A refusal with its facts by their names. */
export function named(row: Row, facts: Facts, words: Words): Refusal {
  const { scheme, headers } = row;
  const [number, role, fault, first, second] = facts;
  const code = CODES[number] as VerificationCode;
  const message = words.refusal(row, code, facts);
  // The signature's header, the timestamp's where it has one, and then those that the signed content names.
  const firstSigned = scheme.timestamp && "header" in scheme.timestamp ? 2 : 1;
  const header = headers[role < 2 ? role * (firstSigned - 1) : firstSigned + role - 2] as string;
  switch (code) {
    case "missing_header":
    case "duplicate_header":
      return { code, message, header };
    case "malformed_header":
      return { code, message, header, fault: FAULTS[fault] as HeaderFault };
    case "timestamp_too_old":
      return { code, message, age: first, tolerance: second };
    case "timestamp_too_new":
      return { code, message, ahead: first, tolerance: second };
    case "signature_mismatch":
      return second > 0
        ? { code, message, secrets: first, paddedSecret: second - 1 }
        : { code, message, secrets: first };
    default:
      return { code, message, limit: first };
  }
}
