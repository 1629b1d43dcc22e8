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

export type * from "./events/index.js";
export type { BodyInput } from "./request/body.js";
export type { HeadersInput } from "./request/headers.js";
export type { Scheme, SchemeId, Source, Syntax, TimeUnit } from "./schemes/scheme.js";
export { schemes } from "./schemes/schemes.js";
export type { Received, Signed, Unsigned, Verdict } from "./verifier/base-verifier.js";
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
} from "./verifier/errors.js";
export type { Secret, VerifierOptions } from "./verifier/options.js";
export type { Parse, Parsed, StandardSchema } from "./verifier/parse.js";
export type { Ack, Delivery } from "./verifier/verified-delivery.js";
export { Verifier } from "./verifier/verifier.js";
