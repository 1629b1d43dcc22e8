/** The verifier: what the whole package is about. */

import { lastRefusal, named, tooLarge } from "../modules/error-numbers.js";
import { hold, hosts } from "../modules/runtime-hash.js";
import { core, pack, REFUSED, RESERIALIZE, sign, verifyHosted } from "../modules/verify-module.js";
import { type BodyInput, reserialize, stringify, toBytes } from "../request/body.js";
import { find, type HeadersInput, type HeaderValues, valueAt } from "../request/headers.js";
import type { Scheme, SchemeId, Source } from "../schemes/scheme.js";
import { freeze } from "../schemes/schemes.js";
import { type Facts, type Refusal, VerificationError } from "./errors.js";
import type { Misuse, Words } from "./messages.js";
import { type Built, build, type VerifierOptions } from "./options.js";
import type { Parse } from "./parse.js";
import { Delivery, type Kind } from "./verified-delivery.js";

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

/** What every entry's verifier is, but for its words. */
export class BaseVerifier<E> implements Verifier<E> {
  readonly scheme: Required<Scheme>;
  readonly maxBodyBytes: number;
  readonly reserialize: boolean;

  readonly #built: Built;
  readonly #words: Words;
  /** The headers to look for: first those that take part in the verdict, in the core's order. */
  readonly #headers: string[];
  readonly #eventAt: number;
  readonly #deliveryIdAt: number;
  readonly #kind: Kind;
  /** Whether what time it is has any part in the verdict. */
  readonly #timed: boolean;

  constructor(options: VerifierOptions<SchemeId | Scheme, Parse | undefined>, words: Words) {
    this.#built = build(this, options, words);
    this.#words = words;
    const { row, maxBodyBytes, reserialize } = this.#built;
    this.scheme = freeze(row.scheme);
    this.maxBodyBytes = maxBodyBytes;
    this.reserialize = reserialize;
    this.#headers = [...row.headers];
    this.#eventAt = place(this.scheme.event, this.#headers);
    this.#deliveryIdAt = place(this.scheme.delivery_id, this.#headers);
    this.#timed = this.scheme.timestamp !== null;
    const { status, content_type, body } = this.scheme.ack;
    const ack = freeze({ status, headers: { "content-type": content_type }, body });
    this.#kind = { scheme: this.scheme, ack, deliveryIdSigned: row.deliveryIdSigned, parse: options.parse };
  }

  verify(received: Received): Delivery<E> {
    const verdict = this.check(received);
    if (verdict.ok) return verdict.delivery;
    throw new VerificationError(refusal(verdict));
  }

  check({ headers, body, parsed, now }: Received): Verdict<E> {
    const time = this.#timed || now !== undefined ? moment(now) : 0;
    const values = find(headers, this.#headers);
    let bytes: Uint8Array;
    let reserialized = parsed !== undefined;
    let secretIndex: number;
    if (reserialized) {
      bytes = this.#second(body, parsed);
      if (bytes.length > this.maxBodyBytes) return { ok: false, ...this.bodyTooLarge() };
      secretIndex = this.#judge(values, bytes, time, true);
    } else {
      bytes = toBytes(body, this.#words);
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
    if (secretIndex <= REFUSED) return { ok: false, ...this.#refusal(lastRefusal()) };
    const delivery = new Delivery<E>(this.#kind, {
      body: bytes,
      event: valueAt(values, this.#eventAt),
      deliveryId: valueAt(values, this.#deliveryIdAt),
      secretIndex,
      timestamp: this.#timed ? core.timestamp() : Number.NaN,
      reserialized,
    });
    return { ok: true, delivery };
  }

  checkHeaders({ headers, now }: Pick<Received, "headers" | "now">): Refusal | undefined {
    // Before anything is packed: a Date of somebody's own may verify another delivery while it is asked.
    const time = moment(now);
    const length = this.#pack(find(headers, this.#headers), NOTHING);
    const refused = core.check_headers(this.#built.number, length, time) === REFUSED;
    return refused ? this.#refusal(lastRefusal()) : undefined;
  }

  bodyTooLarge(): Refusal {
    return this.#refusal(tooLarge(this.maxBodyBytes));
  }

  sign({ body, now, deliveryId, event }: Unsigned): Signed {
    const bytes = toBytes(body, this.#words);
    const time = moment(now);
    const { delivery_id, timestamp, signature, event: eventSource } = this.scheme;
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (eventSource !== null && "header" in eventSource && event !== undefined) headers[eventSource.header] = event;
    if (delivery_id !== null && "header" in delivery_id)
      headers[delivery_id.header] = deliveryId ?? crypto.randomUUID();
    const length = this.#pack(find(headers, this.#headers), bytes);
    const [stamp, value] = sign(this.#built.number, length, bytes.length, time);
    if (timestamp !== null && "header" in timestamp) headers[timestamp.header] = stamp;
    headers[signature.header] = value;
    return { headers, body: bytes };
  }

  /** Asks the core, and the host for the hash of a body that is long enough. */
  #judge(values: HeaderValues, bytes: Uint8Array, now: number, reserialized: boolean): number {
    const { number } = this.#built;
    if (!hosts(bytes.length)) {
      return core.verify(number, this.#pack(values, bytes), bytes.length, Number(reserialized), now);
    }
    const room = hold(bytes);
    const packed = this.#pack(values, room > 0 ? bytes : NOTHING, room);
    try {
      return verifyHosted(number, packed, room, bytes.length, Number(reserialized), now);
    } finally {
      hold(NOTHING);
    }
  }

  #pack(values: HeaderValues, body: Uint8Array, room = 0): number {
    return pack(values, this.#built.row.headers.length, body, room);
  }

  #refusal(facts: Facts): Refusal {
    return named(this.#built.row, facts, this.#words);
  }

  /** The second form of a body that a parser has taken apart already. */
  #second(body: unknown, parsed: unknown): Uint8Array {
    const misuse = (what: Misuse) => new TypeError(this.#words.misuse(what, this.scheme.name));
    if (body !== undefined) throw misuse("both");
    if (!this.scheme.reserialized) throw misuse("bytes");
    if (!this.reserialize) throw misuse("off");
    const bytes = stringify(parsed);
    if (bytes === undefined) throw misuse("parsed");
    return bytes;
  }
}

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
