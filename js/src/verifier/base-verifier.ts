/** The verifier that all entry points share. */

import {
  checkBodyTime,
  checkHeaders,
  dedupeKey,
  type ErrorNumbers,
  type Outcome,
  sign,
  verify,
} from "../modules/verify-module.js";
import { type Bytes, reserialize, stringifyParsed, textMember, toBytes } from "../request/body.js";
import { find, type HeaderValues, valueAt } from "../request/headers.js";
import { optional } from "../request/optional.js";
import { toMillis } from "../request/time.js";
import { freeze } from "../schemes/built-in.js";
import type { Scheme, SchemeId, Source, WholeScheme } from "../schemes/scheme.js";
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
import type {
  AuthenticationResult,
  Received,
  Signed,
  Unsigned,
  VerificationResult,
  Verifier,
} from "./verifier-interface.js";

/** The verifier of every entry point. Only the edition differs. */
export class BaseVerifier<E> implements Verifier<E> {
  readonly scheme: WholeScheme;
  readonly maxBodyBytes: number;
  readonly reserialize: boolean;
  readonly url: string | undefined;
  readonly deliveryIdSigned: boolean;

  readonly #prepared: Prepared;
  readonly #edition: Edition;
  /** The names of the headers to find: first the required headers, in the order of the core. */
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
  /** The number of slots of the scheme: its headers, the URL and the method. */
  readonly #slots: number;
  readonly #signsUrl: boolean;
  readonly #signsMethod: boolean;
  /** Whether the runtime hash can be used. */
  readonly #hashable: boolean;
  /** The path of the body's member that contains the timestamp. */
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
    // If the scheme does not sign the body, the result contains `authenticated` instead of a delivery, as `Authenticator` states.
    if (result.ok) return result.delivery ?? ((result as { authenticated: unknown }).authenticated as never);
    throw new VerificationError(refusalOf(result));
  }

  check(received: Received): VerificationResult<E> {
    let { headers, body, parsed, now } = received;
    // Most requests have neither, so the slower check of `optional` is skipped.
    if (parsed !== undefined) parsed = optional(received, "parsed");
    if (now !== undefined) now = optional(received, "now");
    const time = this.#timed || now !== undefined ? toMillis(now) : 0;
    const values = find(headers, this.#headers);
    const slots = this.#slotsOf(values, received);
    let reserialized = parsed !== undefined;
    const { authenticate } = this.#prepared;
    // A body that is not signed may be omitted.
    if (authenticate && body === undefined) body = "";
    let bytes = reserialized ? this.#reserializeParsed(body, parsed) : toBytes(body, this.#edition.messages);
    if (bytes.length > this.maxBodyBytes) return { ok: false, ...this.bodyTooLarge() };
    let outcome = this.#verify(slots, bytes, reserialized, time);
    if (outcome.tryReserialized && !reserialized) {
      const second = reserialize(bytes);
      // The limit applies to the received bytes. The re-serialized body is a few times longer at most.
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
    // The time is read before anything is packed, because the code of a custom Date may verify another delivery.
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
    // Every other signed header, such as a nonce, gets a random value. An event does not, because its name has a meaning.
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

  /** Returns the values of the slots: the headers that were found, and the URL and the method if the scheme signs them. */
  #slotsOf(values: HeaderValues, request: Pick<Received, "url" | "method">): HeaderValues {
    if (this.#slots === this.#prepared.compiled.headers.length) return values;
    const misuse = (misuse: Misuse) => new TypeError(this.#edition.messages.misuse(misuse, this.scheme.name));
    const urlSlot = this.#slots - 2;
    // Headers that are not required, such as that of the event, come after the required headers. They have no slot in the core.
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

  /** Returns the re-serialized body of a request whose body was already parsed. */
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

/** Returns the slot of a source's header, or -1 for a source in the body. Adds the header to the names if it is missing. */
function slotFor(source: Source | null, names: string[]): number {
  if (source === null || !("header" in source)) return -1;
  const slot = names.indexOf(source.header);
  return slot < 0 ? names.push(source.header) - 1 : slot;
}
