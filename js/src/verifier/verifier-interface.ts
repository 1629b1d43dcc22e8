/** The interface of the verifiers of every entry point: their methods, parameters and results. */

import type { UnsignedBody } from "../events/unsigned-body.js";
import type { BodyInput, Bytes } from "../request/body.js";
import type { HeadersInput } from "../request/headers.js";
import type { Authenticated } from "../schemes/authenticated.js";
import type { WholeScheme } from "../schemes/scheme.js";
import type { ChallengeRequest, ChallengeResult } from "./challenge.js";
import type { Refusal } from "./errors.js";
import type { VerifiedDelivery } from "./verified-delivery.js";

/** A request to be verified. */
export interface Received {
  /** `Headers`, Node's `req.headers`, a plain object, or a list of pairs. */
  readonly headers: HeadersInput;
  /** The body as it was received: bytes, or a string (encoded as UTF-8). */
  readonly body?: BodyInput | undefined;
  /** The output of a JSON parser for the body, instead of `body`. Only for schemes with `reserialized`. */
  readonly parsed?: unknown;
  /** The URL that is configured at the provider, or the path and the query of the request, for schemes that sign the URL. See the option `url`. */
  readonly url?: string | undefined;
  /** The method of the request, for schemes that sign the method. Default: `POST`. */
  readonly method?: string | undefined;
  /** The current time: a Date, or milliseconds since the epoch. Default: the time of the clock. */
  readonly now?: Date | number | undefined;
}

/** The head of a request: everything before the body. */
export type RequestHead = Pick<Received, "headers" | "url" | "method">;

/** A delivery to be signed. */
export interface Unsigned {
  /**
   * The body, byte for byte as it will be sent. If the scheme has its timestamp in the body, as Linear does, the body must contain the
   * timestamp. If the scheme has a body hash, `url` must contain the hash. `sign` of `hookward/testing` writes both.
   */
  readonly body: BodyInput;
  readonly now?: Date | number | undefined;
  /** The delivery id, for schemes that have it in a header. Default: a random id. Other schemes have it in the body. */
  readonly deliveryId?: string | undefined;
  /** The event's name, for schemes that have it in a header. Other schemes have it in the body. */
  readonly event?: string | undefined;
  /** The URL that the delivery is sent to, for schemes that sign the URL. Default: the option `url`. */
  readonly url?: string | undefined;
  /** The method that the delivery is sent with, for schemes that sign the method. Default: `POST`. */
  readonly method?: string | undefined;
}

/** A delivery as the provider would send it. */
export interface Signed {
  readonly headers: Record<string, string>;
  readonly body: Bytes;
}

/** The result of a verification as a value. */
export type VerificationResult<E> =
  | { readonly ok: true; readonly delivery: VerifiedDelivery<E>; readonly authenticated?: undefined }
  | ({ readonly ok: false } & Refusal);

/** The result of an authentication as a value, for a scheme whose signature does not cover the body. */
export type AuthenticationResult =
  | { readonly ok: true; readonly authenticated: Authenticated; readonly delivery?: undefined }
  | ({ readonly ok: false } & Refusal);

/** A verifier of a scheme whose signature does not cover the body. It authenticates requests, and returns no deliveries. */
export interface Authenticator extends Omit<Verifier<never>, "verify" | "check"> {
  /**
   * Authenticates a request.
   *
   * @param received The headers, the body as received, and the other values that the scheme requires.
   * @returns The values that the signature covers.
   * @throws {VerificationError} The request is refused.
   * @throws {TypeError} `received` is not a request.
   */
  verify(received: Received): Authenticated;
  /**
   * Authenticates a request, and returns a refusal as a value.
   *
   * @param received The headers, the body as received, and the other values that the scheme requires.
   * @returns The result. `ok` is true only for a genuine request.
   * @throws {TypeError} `received` is not a request.
   */
  check(received: Received): AuthenticationResult;
}

/** The verifier of a scheme with events of type `E`. */
// The first condition is true only for `any`, for which every other condition is true too.
export type VerifierFor<E> = 0 extends 1 & E ? Verifier<E> : [E] extends [UnsignedBody] ? Authenticator : Verifier<E>;

/** A verifier for the deliveries of one provider. Build it once and use it for every request. `E` is the type of its events. */
export interface Verifier<E = unknown> {
  /** The scheme, with every property. */
  readonly scheme: WholeScheme;
  /** The maximum length of a body, in bytes. A caller that reads a stream stops at this length. */
  readonly maxBodyBytes: number;
  /** The option `url`. */
  readonly url: string | undefined;
  /** Whether the signature covers the delivery id. If not, the dedupe key of a delivery is made from its body. */
  readonly deliveryIdSigned: boolean;
  /** Whether a parsed body can be verified. If so, you may pass `parsed` instead of `body`. */
  readonly reserialize: boolean;
  /**
   * Verifies a request.
   *
   * @param received The headers, the body as received, and the other values that the scheme requires.
   * @returns The verified delivery.
   * @throws {VerificationError} The request is refused.
   * @throws {TypeError} `received` is not a request.
   */
  verify(received: Received): VerifiedDelivery<E>;
  /**
   * Verifies a request, and returns a refusal as a value. It does not throw for any request from a sender.
   *
   * @param received The headers, the body as received, and the other values that the scheme requires.
   * @returns The result. `ok` is true only for a genuine delivery.
   * @throws {TypeError} `received` is not a request.
   */
  check(received: Received): VerificationResult<E>;
  /**
   * Checks everything except the body and the signature, before the body is read.
   *
   * @param received The headers, and the URL and the method if the scheme signs them.
   * @returns The refusal, if the headers alone are enough to refuse the request.
   */
  checkHeaders(received: Pick<Received, "headers" | "now" | "url" | "method">): Refusal | undefined;
  /**
   * Checks an unsigned challenge, which a provider sends by GET or HEAD.
   *
   * A signed challenge is a delivery with the property `challenge`.
   *
   * @param request The method, the query and the verify token.
   * @returns The response to send, or a refusal; undefined if the scheme has no challenge by this method.
   */
  checkChallenge(request: ChallengeRequest): ChallengeResult | undefined;
  /**
   * Returns the refusal of a body over the limit, for a caller that reads a stream.
   *
   * @returns The refusal `body_too_large`.
   */
  bodyTooLarge(): Refusal;
  /**
   * Signs a body with the newest secret.
   *
   * @param unsigned The body, and the other values that the scheme signs.
   * @returns The headers and the body, as the provider would send them.
   * @throws {TypeError} A value that the scheme signs is missing.
   */
  sign(unsigned: Unsigned): Signed;
}
