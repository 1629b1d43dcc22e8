/** The numbers of refusals and of configuration errors in the core, and their names. */

import type { ErrorNumbers } from "../modules/verify-module.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import type { HeaderReason, Refusal, SecretReason, VerificationCode } from "./errors.js";

/** The codes of the refusals of an engine. */
type CoreCode = Exclude<VerificationCode, "invalid_challenge">;

/** The codes, in the order of their numbers. */
const CODES: readonly CoreCode[] = [
  "body_too_large",
  "missing_header",
  "duplicate_header",
  "malformed_header",
  "too_many_candidates",
  "timestamp_too_old",
  "timestamp_too_new",
  "signature_mismatch",
  "too_many_fields",
  "invalid_url",
  "malformed_body",
];
const HEADER_REASONS: readonly HeaderReason[] = [
  "empty",
  "prefix",
  "field_missing",
  "field",
  "length",
  "encoding",
  "timestamp",
  "boundary",
];
const SECRET_REASONS: readonly SecretReason[] = ["none", "empty", "encoding"];

/** Returns the numbers of the refusal of a body that is longer than `limit`. */
export const bodyTooLarge = (limit: number): ErrorNumbers => [0, 0, 0, limit, 0];

/** Returns the position of the wrong secret and the reason, or undefined if there are too many secrets. */
export function secretError([number, index]: ErrorNumbers): { reason: SecretReason; index: number } | undefined {
  const reason = SECRET_REASONS[number];
  return reason && { reason, index };
}

/** Returns a refusal with its facts by name. `messageOf` returns its message. */
export function toRefusal(
  compiled: CompiledScheme,
  numbers: ErrorNumbers,
  messageOf: (code: VerificationCode) => string,
): Refusal {
  const { scheme, headers } = compiled;
  const [number, role, reason, first, second] = numbers;
  const code = CODES[number] as CoreCode;
  const message = messageOf(code);
  // The order is: the signature headers, the timestamp header if the scheme has one, and the headers that the signed content names.
  const timestamp = 1 + (scheme.signature.moreHeaders?.length ?? 0);
  const hasHeader = scheme.timestamp !== null && "header" in scheme.timestamp;
  const places = [0, hasHeader ? timestamp : 0];
  const header = headers[places[role] ?? timestamp + Number(hasHeader) + role - 2] as string;
  switch (code) {
    case "missing_header":
    case "duplicate_header":
      return { code, message, header };
    case "malformed_header":
      return { code, message, header, reason: HEADER_REASONS[reason] as HeaderReason };
    case "timestamp_too_old":
      return { code, message, age: first, tolerance: second };
    case "timestamp_too_new":
      return { code, message, ahead: first, tolerance: second };
    case "signature_mismatch":
      return second > 0
        ? { code, message, secrets: first, paddedSecret: second - 1 }
        : { code, message, secrets: first };
    case "invalid_url":
    case "malformed_body":
      return { code, message };
    default:
      return { code, message, limit: first };
  }
}
