/** The exports that `hookward` and `hookward/lite` share. */

export type * from "./events/index.js";
export type { BodyInput } from "./request/body.js";
export type { HeadersInput } from "./request/headers.js";
export type { Authenticated } from "./schemes/authenticated.js";
export type { Challenge } from "./schemes/challenge.js";
export type { CompiledFile } from "./schemes/compiled-file.js";
export type {
  BuiltInScheme,
  Checked,
  Scheme,
  SchemeId,
  SecretEncoding,
  Source,
  Syntax,
  TimeUnit,
  UnsignedBodyId,
  WholeScheme,
} from "./schemes/scheme.js";
export type { ChallengeRequest, ChallengeResult } from "./verifier/challenge.js";
export {
  type ChallengeReason,
  type ConfigCode,
  ConfigError,
  type ConfigErrorDetails,
  type HeaderReason,
  PayloadError,
  type PayloadIssue,
  type Refusal,
  SENDER_MESSAGE,
  type SecretReason,
  type VerificationCode,
  VerificationError,
} from "./verifier/errors.js";
export type { Secret, VerifierOptions, VerifierSettings, WithSecrets } from "./verifier/options.js";
export type { Parse, Parsed, StandardSchema } from "./verifier/parse.js";
export type { Ack, VerifiedDelivery } from "./verifier/verified-delivery.js";
export type {
  AuthenticationResult,
  Authenticator,
  Received,
  RequestHead,
  Signed,
  Unsigned,
  VerificationResult,
  VerifierFor,
} from "./verifier/verifier-interface.js";
