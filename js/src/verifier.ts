/** The verifier: what the whole package is about. */

import { type BodyInput, reserialize, stringify, toBytes } from "./body.js";
import { Delivery } from "./delivery.js";
import { type Engine, pack, REFUSED, RESERIALIZE } from "./engine.js";
import { type Refusal, VerificationError } from "./errors.js";
import type { Events } from "./events/index.js";
import { find, type HeadersInput, type HeaderValues, valueAt } from "./headers.js";
import { HOSTED_FROM, hold } from "./host.js";
import { build, type VerifierOptions } from "./options.js";
import type { Parse, Parsed } from "./parse.js";
import { freeze, type Scheme, type SchemeId, type Source } from "./schemes.js";

/** A request to be verified. */
export interface Received {
  /** `Headers`, Node's `req.headers`, a plain object, or a list of pairs. */
  readonly headers: HeadersInput;
  /** The body as it was received: bytes, or text that stands for its UTF-8 bytes. */
  readonly body?: BodyInput | undefined;
  /** In place of `body`, for schemes with `reserialized` only: what a JSON parser made of it. */
  readonly parsed?: unknown;
  /** What time it is: a Date, or milliseconds since the epoch. The clock's if left out. */
  readonly now?: Date | number | undefined;
}

/** A delivery to be signed. */
export interface Unsigned {
  readonly body: BodyInput;
  readonly now?: Date | number | undefined;
  /** For schemes that carry the delivery id in a header; a random one if left out. Elsewhere it is in the body. */
  readonly deliveryId?: string | undefined;
  /** For schemes that carry the event's name in a header. Elsewhere it is in the body. */
  readonly event?: string | undefined;
}

/** A delivery as the provider would send it. */
export interface Signed {
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** The verdict as a value. */
export type Verdict<E> = { readonly ok: true; readonly delivery: Delivery<E> } | ({ readonly ok: false } & Refusal);

/** Verifies the deliveries of one provider. Built once, used for every request. `E` is the type of its events. */
export interface Verifier<E = unknown> {
  /** The scheme, with every column. */
  readonly scheme: Required<Scheme>;
  /** The longest body accepted, in bytes. What reads a stream stops there. */
  readonly maxBodyBytes: number;
  /** Whether a body that a parser has taken apart will do: then `parsed` may stand in for `body`. */
  readonly reserialize: boolean;
  /** Verifies a request. Throws a {@link VerificationError} if it is refused, a TypeError if it is not a request. */
  verify(received: Received): Delivery<E>;
  /** As `verify`, with the refusal as a value. Throws for nothing that a sender can do. */
  check(received: Received): Verdict<E>;
  /** Checks all but the body and the signature, before the body is read. Gives the refusal, if there is one already. */
  checkHeaders(received: Pick<Received, "headers" | "now">): Refusal | undefined;
  /** The refusal of a body over the limit, for what reads a stream. */
  bodyTooLarge(): Refusal;
  /** Signs a body with the newest secret: a delivery as the provider would send it. */
  sign(unsigned: Unsigned): Signed;
}

export const Verifier: {
  /** With `parse`: `json()` of the deliveries is typed as what that gives. */
  new <S extends SchemeId, P extends Parse<Events[S]>>(
    options: VerifierOptions<S, P> & { readonly parse: P },
  ): Verifier<Parsed<P>>;
  new <P extends Parse<unknown>>(options: VerifierOptions<Scheme, P> & { readonly parse: P }): Verifier<Parsed<P>>;
  /** For a built-in scheme: `json()` of its deliveries is typed as that provider's events. */
  new <S extends SchemeId>(options: VerifierOptions<S>): Verifier<Events[S]>;
  /** For a scheme or an event type of your own. */
  new <E = unknown>(options: VerifierOptions): Verifier<E>;
} = class Verifier<E> {
  readonly scheme: Required<Scheme>;
  readonly maxBodyBytes: number;
  readonly reserialize: boolean;

  readonly #engine: Engine;
  /** The headers to look for: first those that take part in the verdict, in the core's order. */
  readonly #headers: readonly string[];
  readonly #verdictHeaders: number;
  readonly #eventAt: number;
  readonly #deliveryIdAt: number;
  readonly #deliveryIdSigned: boolean;
  readonly #parse: Parse | undefined;

  constructor(options: VerifierOptions<SchemeId | Scheme, Parse | undefined>) {
    this.#engine = build(options);
    this.scheme = freeze(this.#engine.scheme() as Required<Scheme>);
    this.maxBodyBytes = this.#engine.maxBodyBytes();
    this.reserialize = this.scheme.reserialized && options.reserialize !== false;
    const headers = this.#engine.headers() as string[];
    this.#verdictHeaders = headers.length;
    this.#eventAt = place(this.scheme.event, headers);
    this.#deliveryIdAt = place(this.scheme.delivery_id, headers);
    this.#headers = headers;
    this.#deliveryIdSigned = this.#engine.deliveryIdSigned();
    this.#parse = options.parse;
  }

  verify(received: Received): Delivery<E> {
    const verdict = this.check(received);
    if (verdict.ok) return verdict.delivery;
    throw new VerificationError(refusal(verdict));
  }

  check({ headers, body, parsed, now }: Received): Verdict<E> {
    const time = moment(now);
    const values = find(headers, this.#headers);
    let bytes: Uint8Array;
    let reserialized = parsed !== undefined;
    let secretIndex: number;
    if (reserialized) {
      bytes = this.#second(body, parsed);
      if (bytes.length > this.maxBodyBytes) return { ok: false, ...this.bodyTooLarge() };
      secretIndex = this.#judge(values, bytes, time, true);
    } else {
      bytes = toBytes(body);
      if (bytes.length > this.maxBodyBytes) return { ok: false, ...this.bodyTooLarge() };
      secretIndex = this.#judge(values, bytes, time, false);
      if (secretIndex === RESERIALIZE) {
        const second = reserialize(bytes);
        // The limit is for what was received; this is a few times longer at most.
        if (second !== undefined) {
          reserialized = true;
          bytes = second;
          secretIndex = this.#judge(values, bytes, time, true);
        }
      }
    }
    if (secretIndex <= REFUSED) return { ok: false, ...(this.#engine.report() as Refusal) };
    const { scheme } = this;
    const timestamp = this.#engine.timestamp();
    const deliveryIdSigned = this.#deliveryIdSigned;
    const named = { event: valueAt(values, this.#eventAt), deliveryId: valueAt(values, this.#deliveryIdAt) };
    const parse = this.#parse;
    const facts = { scheme, named, body: bytes, secretIndex, timestamp, reserialized, deliveryIdSigned, parse };
    return { ok: true, delivery: new Delivery<E>(facts) };
  }

  checkHeaders({ headers, now }: Pick<Received, "headers" | "now">): Refusal | undefined {
    const length = pack(find(headers, this.#headers), this.#verdictHeaders, NOTHING);
    return this.#engine.checkHeaders(length, moment(now)) === REFUSED ? (this.#engine.report() as Refusal) : undefined;
  }

  bodyTooLarge(): Refusal {
    return this.#engine.bodyTooLarge() as Refusal;
  }

  sign({ body, now, deliveryId, event }: Unsigned): Signed {
    const bytes = toBytes(body);
    const { delivery_id } = this.scheme;
    const id = deliveryId ?? (delivery_id !== null && "header" in delivery_id ? crypto.randomUUID() : undefined);
    const headers = this.#engine.sign(bytes, moment(now), id, event) as [string, string][];
    return { headers: { "content-type": "application/json", ...Object.fromEntries(headers) }, body: bytes };
  }

  /** Asks the core. A long body stays here, where the host can hash it. */
  #judge(values: HeaderValues, bytes: Uint8Array, now: number, reserialized: boolean): number {
    const engine = this.#engine;
    if (bytes.length >= HOSTED_FROM) {
      hold(bytes);
      const verdict = engine.verifyHosted(pack(values, this.#verdictHeaders, NOTHING), bytes.length, reserialized, now);
      hold(NOTHING);
      return verdict;
    }
    const headers = pack(values, this.#verdictHeaders, bytes);
    return reserialized
      ? engine.verifyReserialized(headers, bytes.length, now)
      : engine.verify(headers, bytes.length, now);
  }

  /** The second form of a body that a parser has taken apart already. */
  #second(body: unknown, parsed: unknown): Uint8Array {
    if (body !== undefined) throw new TypeError("Give either body or parsed, not both.");
    if (!this.scheme.reserialized) {
      throw new TypeError(
        `${this.scheme.name} signs the bytes that it sends. Give them as body; parsed does not have them.`,
      );
    }
    if (!this.reserialize) {
      throw new TypeError(
        "The option reserialize is off, so only the bytes that were received will do. Give them as body.",
      );
    }
    const bytes = stringify(parsed);
    if (bytes === undefined) throw new TypeError("parsed must be a value that came from a JSON parser.");
    return bytes;
  }
};

const NOTHING = new Uint8Array(0);

function refusal({ ok: _, ...refusal }: { readonly ok: false } & Refusal): Refusal {
  return refusal;
}

/** Where in the list of names the header of a source is; put there if it is not. */
function place(source: Source | null, names: string[]): number {
  if (source === null || !("header" in source)) return -1;
  const at = names.indexOf(source.header);
  return at < 0 ? names.push(source.header) - 1 : at;
}

/** Milliseconds since the epoch. */
function moment(now: Date | number | undefined): number {
  if (now === undefined) return Date.now();
  const isDate = Object.prototype.toString.call(now) === "[object Date]";
  const millis = isDate ? (now as Date).getTime() : (now as number);
  if (!Number.isFinite(millis)) throw new TypeError("now must be a Date, or milliseconds since the epoch.");
  return millis;
}
