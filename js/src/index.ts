/**
 * hookward verifies webhook signatures: one core, the same verdict in every runtime.
 *
 * ```ts
 * import { Verifier } from "hookward";
 *
 * const verifier = new Verifier({ scheme: "gilbert", secret: process.env.GILBERT_WEBHOOK_SECRET });
 * const delivery = verifier.verify({ headers: req.headers, body: rawBytes });
 * ```
 */

export type { BodyInput } from "./body.js";
export type { Ack, Delivery } from "./delivery.js";
export {
  type ConfigCode,
  ConfigError,
  type ConfigFault,
  type HeaderFault,
  PayloadError,
  type PayloadIssue,
  type Refusal,
  SENDER_MESSAGE,
  type VerificationCode,
  VerificationError,
} from "./errors.js";
export type * from "./events/index.js";
export { Verifier } from "./full.js";
export type { HeadersInput } from "./headers.js";
export type { Secret, VerifierOptions } from "./options.js";
export type { Parse, Parsed, StandardSchema } from "./parse.js";
export type { Scheme, SchemeId, Source, Syntax, TimeUnit } from "./scheme.js";
export { schemes } from "./schemes.js";
export type { Received, Signed, Unsigned, Verdict } from "./verifier.js";
