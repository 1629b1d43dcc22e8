/** What every verifier does, whatever its entry point: the types of its calls and of their results. */

import type { UnsignedBody } from "../events/unsigned-body.js";
import type { BodyInput, Bytes } from "../request/body.js";
import type { HeadersInput } from "../request/headers.js";
import type { Authenticated } from "../schemes/authenticated.js";
import type { Scheme } from "../schemes/scheme.js";
import type { ChallengeRequest, ChallengeResult } from "./challenge.js";
import type { Refusal } from "./errors.js";
import type { VerifiedDelivery } from "./verified-delivery.js";

/** A request to be verified. */
export interface Received {
  /** `Headers`, Node's `req.headers`, a plain object, or a list of pairs. */
  readonly headers: HeadersInput;
  /** The body as it was received: bytes, or a string (encoded as UTF-8). */
  readonly body?: BodyInput | undefined;
  /** In place of `body`, for schemes with `reserialized` only: what a JSON parser returned for it. */
  readonly parsed?: unknown;
  /** For schemes that sign it: the url that is set at the provider, or the path and the query of the request. See the option `url`. */
  readonly url?: string | undefined;
  /** For schemes that sign it: the method of the request. `POST` if left out. */
  readonly method?: string | undefined;
  /** The current time: a Date, or milliseconds since the epoch. The clock's if left out. */
  readonly now?: Date | number | undefined;
}

/** What comes before the body of a request. */
export type RequestHead = Pick<Received, "headers" | "url" | "method">;

/** A delivery to be signed. */
export interface Unsigned {
  /**
   * The body, byte for byte as it will be sent. A scheme that has its timestamp there, such as Linear's, needs it in there, and one that has
   * a hash of the body in the url needs it in `url`: `sign` of `hookward/testing` writes both.
   */
  readonly body: BodyInput;
  readonly now?: Date | number | undefined;
  /** The delivery id, for schemes that have it in a header. The default is a random one. Other schemes have it in the body. */
  readonly deliveryId?: string | undefined;
  /** The event's name, for schemes that have it in a header. Other schemes have it in the body. */
  readonly event?: string | undefined;
  /** The url that the delivery is sent to, for schemes that sign it. The default is the option `url`. */
  readonly url?: string | undefined;
  /** The method that the delivery is sent with, for schemes that sign it. The default is `POST`. */
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
   * @param received The headers, the body as received, and what else the scheme needs.
   * @returns What the signature covers.
   * @throws {VerificationError} The request is refused.
   * @throws {TypeError} `received` is not a request.
   */
  verify(received: Received): Authenticated;
  /**
   * Authenticates a request, and returns a refusal as a value.
   *
   * @param received The headers, the body as received, and what else the scheme needs.
   * @returns The result. `ok` is true only for a genuine request.
   * @throws {TypeError} `received` is not a request.
   */
  check(received: Received): AuthenticationResult;
}

/** The verifier of a scheme with events of type `E`. */
// The first condition is that of `any`, of which every other one holds.
export type VerifierFor<E> = 0 extends 1 & E ? Verifier<E> : [E] extends [UnsignedBody] ? Authenticator : Verifier<E>;

/** Verifies the deliveries of one provider. Build it once and use it for every request. `E` is the type of its events. */
export interface Verifier<E = unknown> {
  /** The scheme, with every property. */
  readonly scheme: Required<Scheme>;
  /** The longest body accepted, in bytes. A caller that reads a stream stops there. */
  readonly maxBodyBytes: number;
  /** The option `url`. */
  readonly url: string | undefined;
  /** Whether the signature covers the delivery id. If not, the dedupe key of a delivery is made from its body. */
  readonly deliveryIdSigned: boolean;
  /** Whether a parsed body can be verified. Then you may pass `parsed` instead of `body`. */
  readonly reserialize: boolean;
  /**
   * Verifies a request.
   *
   * @param received The headers, the body as received, and what else the scheme needs.
   * @returns The verified delivery.
   * @throws {VerificationError} The request is refused.
   * @throws {TypeError} `received` is not a request.
   */
  verify(received: Received): VerifiedDelivery<E>;
  /**
   * Verifies a request, and returns a refusal as a value. No request of a sender makes it throw.
   *
   * @param received The headers, the body as received, and what else the scheme needs.
   * @returns The result. `ok` is true only for a genuine delivery.
   * @throws {TypeError} `received` is not a request.
   */
  check(received: Received): VerificationResult<E>;
  /**
   * Checks all but the body and the signature, before the body is read.
   *
   * @param received The headers, and the url and the method if the scheme signs them.
   * @returns The refusal, if the headers alone are enough for one.
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
   * @param unsigned The body, and what else the scheme signs.
   * @returns The headers and the body, as the provider would send them.
   * @throws {TypeError} Something that the scheme signs is missing.
   */
  sign(unsigned: Unsigned): Signed;
}
