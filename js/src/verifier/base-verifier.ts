/** The verifier, whichever the entry point. */

import type { UnsignedBody } from "../events/unsigned-body.js";
import {
  checkBodyTime,
  checkHeaders,
  dedupeKey,
  type ErrorNumbers,
  type Outcome,
  sign,
  verify,
} from "../modules/verify-module.js";
import { type BodyInput, type Bytes, reserialize, stringifyParsed, textMember, toBytes } from "../request/body.js";
import { find, type HeadersInput, type HeaderValues, valueAt } from "../request/headers.js";
import { optional } from "../request/optional.js";
import { toMillis } from "../request/time.js";
import type { Authenticated } from "../schemes/authenticated.js";
import { freeze } from "../schemes/built-in.js";
import type { Scheme, SchemeId, Source } from "../schemes/scheme.js";
import {
  type ChallengeRequest,
  type ChallengeResult,
  type Responder,
  respondSigned,
  respondUnsigned,
} from "./challenge.js";
import type { Edition, Misuse } from "./edition.js";
import { bodyTooLarge, toRefusal } from "./error-numbers.js";
import { type Refusal, VerificationError } from "./errors.js";
import { type Prepared, prepare, type VerifierOptions } from "./options.js";
import type { Parse } from "./parse.js";
import { signedUrl } from "./target.js";
import { type DeliverySettings, VerifiedDelivery } from "./verified-delivery.js";

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

/** The verifier of every entry point, but for its edition. */
export class BaseVerifier<E> implements Verifier<E> {
  readonly scheme: Required<Scheme>;
  readonly maxBodyBytes: number;
  readonly reserialize: boolean;
  readonly url: string | undefined;
  readonly deliveryIdSigned: boolean;

  readonly #prepared: Prepared;
  readonly #edition: Edition;
  /** The headers to look for: first the required ones, in the core's order. */
  readonly #headers: string[];
  readonly #eventSlot: number;
  readonly #deliveryIdSlot: number;
  readonly #responder: Responder;
  readonly #challengeSlot: number;
  /** Whether a delivery may be a challenge. */
  readonly #mayBeChallenge: boolean;
  readonly #settings: DeliverySettings;
  /** Whether the scheme checks a timestamp. */
  readonly #timed: boolean;
  /** How many slots the scheme has: its headers, the url and the method. */
  readonly #slots: number;
  readonly #signsUrl: boolean;
  readonly #signsMethod: boolean;
  /** Whether the runtime's SHA-256 can do the work. */
  readonly #hashable: boolean;
  /** The member of the body that the timestamp is in. */
  readonly #timeMember: string | undefined;

  constructor(options: VerifierOptions<SchemeId | Scheme, Parse | undefined>, edition: Edition) {
    this.#prepared = prepare(this, options, edition);
    this.#edition = edition;
    const { compiled, maxBodyBytes, reserialize, parse, tenant } = this.#prepared;
    this.scheme = freeze(compiled.scheme);
    this.maxBodyBytes = maxBodyBytes;
    this.reserialize = reserialize;
    this.url = this.#prepared.url;
    this.deliveryIdSigned = compiled.deliveryIdSigned;
    this.#headers = [...compiled.headers];
    this.#eventSlot = slotFor(this.scheme.event, this.#headers);
    this.#deliveryIdSlot = slotFor(this.scheme.deliveryId, this.#headers);
    const { timestamp, signedContent, algorithm } = this.scheme;
    this.#timed = timestamp !== null;
    this.#signsUrl = /\{(?:url|path|query)/.test(signedContent);
    this.#signsMethod = signedContent.includes("{method}");
    this.#slots = compiled.headers.length + (this.#signsUrl || this.#signsMethod ? 2 : 0);
    this.#hashable = algorithm === "sha256" && signedContent.includes("{body}");
    this.#timeMember = timestamp !== null && "body" in timestamp ? timestamp.body : undefined;
    const { messages } = edition;
    this.#responder = { compiled, number: this.#prepared.number, messages };
    this.#mayBeChallenge = this.scheme.challenge?.method === "POST";
    this.#challengeSlot = slotFor((this.scheme.challenge?.when ?? null) as Source | null, this.#headers);
    const { status, contentType, body } = this.scheme.ack;
    const isForm = signedContent.includes("{form}");
    const ack = freeze({ status, headers: { "content-type": contentType }, body });
    this.#settings = {
      scheme: this.scheme,
      ack,
      deliveryIdSigned: this.deliveryIdSigned,
      parse,
      dedupeKey: (deliveryId, body) => dedupeKey(tenant, compiled.scheme.id, { deliveryId, body, isForm }),
      messages,
    };
  }

  verify(received: Received): VerifiedDelivery<E> {
    const result = this.check(received);
    // The interface of a scheme that signs no body says what it gets in place of a delivery.
    if (result.ok) return result.delivery ?? ((result as { authenticated: unknown }).authenticated as never);
    throw new VerificationError(refusalOf(result));
  }

  check(received: Received): VerificationResult<E> {
    let { headers, body, parsed, now } = received;
    // Most have neither, and are not asked a second time.
    if (parsed !== undefined) parsed = optional(received, "parsed");
    if (now !== undefined) now = optional(received, "now");
    const time = this.#timed || now !== undefined ? toMillis(now) : 0;
    const values = find(headers, this.#headers);
    const slots = this.#slotsOf(values, received);
    let reserialized = parsed !== undefined;
    const { authenticate } = this.#prepared;
    // What nobody signed may be left out.
    if (authenticate && body === undefined) body = "";
    let bytes = reserialized ? this.#reserializeParsed(body, parsed) : toBytes(body, this.#edition.messages);
    if (bytes.length > this.maxBodyBytes) return { ok: false, ...this.bodyTooLarge() };
    let outcome = this.#verify(slots, bytes, reserialized, time);
    if (outcome.tryReserialized && !reserialized) {
      const second = reserialize(bytes);
      // The limit is for the bytes received; these are a few times longer at most.
      if (second !== undefined) {
        reserialized = true;
        bytes = second;
        outcome = this.#verify(slots, bytes, true, time);
      }
    }
    if (outcome.refusal !== undefined) return { ok: false, ...this.#refusal(outcome.refusal) };
    let { timestamp } = outcome;
    if (this.#timeMember !== undefined) {
      const signedAt = checkBodyTime(this.#prepared.number, textMember(bytes, this.#timeMember), time);
      if (typeof signedAt !== "number") return { ok: false, ...this.#refusal(signedAt) };
      timestamp = signedAt;
    }
    if (authenticate) {
      const [url, method] = [0, 1].map((nth) => valueAt(slots, this.#slots - 2 + nth));
      const { id: scheme, signedContent } = this.scheme;
      const authenticated = authenticate({
        scheme,
        signedContent,
        names: this.#headers,
        values,
        url,
        method,
        secretIndex: outcome.secretIndex,
        timestamp,
        ack: this.#settings.ack,
        body: bytes,
      });
      return { ok: true, authenticated } satisfies AuthenticationResult as unknown as VerificationResult<E>;
    }
    let challenge: ChallengeResult | undefined;
    const delivery = new VerifiedDelivery<E>(this.#settings, {
      body: bytes,
      event: valueAt(values, this.#eventSlot),
      deliveryId: valueAt(values, this.#deliveryIdSlot),
      secretIndex: outcome.secretIndex,
      timestamp,
      reserialized,
      respond: this.#mayBeChallenge
        ? (body) => {
            challenge = respondSigned(this.#responder, valueAt(values, this.#challengeSlot), body);
            return challenge?.ok ? challenge.response : undefined;
          }
        : undefined,
    });
    return challenge?.ok === false ? challenge : { ok: true, delivery };
  }

  checkChallenge(request: ChallengeRequest): ChallengeResult | undefined {
    return respondUnsigned(this.#responder, request);
  }

  checkHeaders(received: Pick<Received, "headers" | "now" | "url" | "method">): Refusal | undefined {
    // Before anything is packed: a custom Date may verify another delivery when it is asked for its time.
    const time = toMillis(optional(received, "now"));
    const slots = this.#slotsOf(find(received.headers, this.#headers), received);
    const refusal = checkHeaders(this.#prepared.number, slots, this.#slots, time);
    return refusal && this.#refusal(refusal);
  }

  bodyTooLarge(): Refusal {
    return this.#refusal(bodyTooLarge(this.maxBodyBytes));
  }

  sign(unsigned: Unsigned): Signed {
    const bytes = toBytes(unsigned.body, this.#edition.messages);
    const time = toMillis(optional(unsigned, "now"));
    const deliveryId = optional(unsigned, "deliveryId");
    const event = optional(unsigned, "event");
    const { scheme } = this;
    const headers: Record<string, string> = { "content-type": scheme.contentTypes[0] as string };
    if (scheme.event !== null && "header" in scheme.event && event !== undefined) headers[scheme.event.header] = event;
    if (scheme.deliveryId !== null && "header" in scheme.deliveryId)
      headers[scheme.deliveryId.header] = deliveryId ?? crypto.randomUUID();
    // What else is signed is made up too, such as a nonce. An event is not: its name means something.
    const ownHeaders: unknown[] = [scheme.event, scheme.timestamp].map(
      (source) => source && "header" in source && source.header,
    );
    for (const name of this.#headers) {
      if (scheme.signedContent.includes(`{${name}}`) && !ownHeaders.includes(name))
        headers[name] ??= crypto.randomUUID();
    }
    const signed = sign(
      this.#prepared.number,
      this.#slotsOf(find(headers, this.#headers), unsigned),
      this.#slots,
      bytes,
      time,
    );
    if (scheme.timestamp !== null && "header" in scheme.timestamp) headers[scheme.timestamp.header] = signed.timestamp;
    headers[scheme.signature.header] = signed.signature;
    return { headers, body: bytes };
  }

  #verify(slots: HeaderValues, body: Uint8Array, reserialized: boolean, now: number): Outcome {
    return verify(this.#prepared.number, slots, this.#slots, body, reserialized, now, this.#hashable);
  }

  /** Returns what fills the slots: the headers found, and for a scheme that signs them the url and the method. */
  #slotsOf(values: HeaderValues, request: Pick<Received, "url" | "method">): HeaderValues {
    if (this.#slots === this.#prepared.compiled.headers.length) return values;
    const misuse = (misuse: Misuse) => new TypeError(this.#edition.messages.misuse(misuse, this.scheme.name));
    const urlSlot = this.#slots - 2;
    // The headers of the labels come after the scheme's.
    const filled = values.filter(([slot]) => slot < urlSlot);
    if (this.#signsUrl) {
      const url: unknown = signedUrl(this.#prepared.url, optional(request, "url"));
      if (typeof url !== "string") throw misuse("url");
      filled.push([urlSlot, url]);
    }
    if (this.#signsMethod) {
      const method: unknown = optional(request, "method") ?? "POST";
      if (typeof method !== "string") throw misuse("method");
      filled.push([urlSlot + 1, method]);
    }
    return filled;
  }

  #refusal(numbers: ErrorNumbers): Refusal {
    const { compiled } = this.#prepared;
    const { messages } = this.#edition;
    return toRefusal(compiled, numbers, (code) => messages.refusal(compiled, code, numbers));
  }

  /** Returns the re-serialized body of a request that a parser has read already. */
  #reserializeParsed(body: unknown, parsed: unknown): Bytes {
    const misuse = (misuse: Misuse) => new TypeError(this.#edition.messages.misuse(misuse, this.scheme.name));
    if (body !== undefined) throw misuse("both");
    if (!this.scheme.reserialized) throw misuse("bytes");
    if (!this.reserialize) throw misuse("off");
    const bytes = stringifyParsed(parsed);
    if (bytes === undefined) throw misuse("parsed");
    return bytes;
  }
}

function refusalOf({ ok: _, ...refusal }: { readonly ok: false } & Refusal): Refusal {
  return refusal;
}

/** Returns the slot of a source's header, which is added to the names if it is not among them; -1 for a source in the body. */
function slotFor(source: Source | null, names: string[]): number {
  if (source === null || !("header" in source)) return -1;
  const slot = names.indexOf(source.header);
  return slot < 0 ? names.push(source.header) - 1 : slot;
}
