/** A delivery that was verified. */

import { type Bytes, isWellFormed, mayHave, toText } from "../request/body.js";
import { member } from "../request/member.js";
import type { Ack } from "../schemes/ack.js";
import type { Scheme, Source } from "../schemes/scheme.js";
import type { ChallengeBody } from "./challenge.js";
import type { Messages } from "./edition.js";
import { apply, type Parse } from "./parse.js";

export type { Ack };

/** What is the same for all deliveries of a verifier. */
export interface DeliverySettings {
  readonly scheme: Required<Scheme>;
  readonly ack: Ack;
  readonly deliveryIdSigned: boolean;
  readonly parse: Parse | undefined;
  /** Makes the dedupe key of a delivery with this signed id, or with this body. */
  readonly dedupeKey: (id: string | undefined, body: Uint8Array) => string;
  readonly messages: Messages;
}

/** What one verification established about a delivery. */
export interface DeliveryFields {
  readonly body: Bytes;
  /** What the headers said when they were verified: the caller may change them later. */
  readonly event: string | undefined;
  readonly deliveryId: string | undefined;
  readonly secretIndex: number;
  /** Milliseconds since the epoch; NaN where the scheme does not say. */
  readonly timestamp: number;
  readonly reserialized: boolean;
  /** Returns the response to the delivery if it is a challenge, from the verified body. */
  readonly respond: ((body: ChallengeBody) => Ack | undefined) | undefined;
}

/** What a delivery says of itself. */
interface Labels {
  readonly event: string | undefined;
  readonly deliveryId: string | undefined;
}

/** Proof that a holder of a secret signed these bytes. `E` is the type of its events. */
export class VerifiedDelivery<E = unknown> {
  /** The id of the scheme that it was verified by. */
  readonly scheme: string;
  /** The bytes that the signature covers. Use these, and no other copy of the body. */
  readonly body: Bytes;
  /** When the provider signed it, for schemes with a signed timestamp. */
  readonly timestamp: Date | undefined;
  /** Which secret matched: its position in `secrets`. Above 0, a rotation is not over. */
  readonly secretIndex: number;
  /** Whether the signature covers `JSON.stringify` of the parsed body rather than the bytes received. */
  readonly reserialized: boolean;
  /** Whether the signature covers `deliveryId`. If not, a replay can carry a new one. */
  readonly deliveryIdSigned: boolean;
  /** What the provider counts as success, ready to be sent. */
  readonly ack: Ack;
  /**
   * The response to send if the delivery is a challenge, with which its provider checks that the endpoint belongs to its customer. Such a
   * delivery has no event.
   */
  readonly challenge: Ack | undefined;

  readonly #settings: DeliverySettings;
  readonly #fields: DeliveryFields;
  #labels: Labels | undefined;
  #dedupeKey: string | undefined;
  #raw: { readonly value: unknown } | undefined;
  #parsed: { readonly value: unknown } | undefined;

  /** Only `Verifier` calls this. */
  constructor(settings: DeliverySettings, fields: DeliveryFields) {
    this.scheme = settings.scheme.id;
    this.body = fields.body;
    this.timestamp = Number.isNaN(fields.timestamp) ? undefined : new Date(fields.timestamp);
    this.secretIndex = fields.secretIndex;
    this.reserialized = fields.reserialized;
    this.deliveryIdSigned = settings.deliveryIdSigned;
    this.ack = settings.ack;
    this.#settings = settings;
    this.#fields = fields;
    this.challenge = fields.respond?.({
      member: (path) => this.#member(path),
      mayHave: (text) => mayHave(this.body, text),
    });
  }

  /** The event's name, or undefined if the provider has none. */
  get event(): string | undefined {
    return this.#read().event;
  }

  /** The id of the delivery, the same on every retry, or undefined if the provider has none. */
  get deliveryId(): string | undefined {
    return this.#read().deliveryId;
  }

  /**
   * The key by which a duplicate is recognized, the same for a retry and for a replay: 64 hex digits.
   *
   * It is made from the signed delivery id, else from the body, with the scheme and the option `tenant`. If no id is signed, two events
   * with the same body have one key. If the fields of a form are signed, so do two with the same fields.
   */
  get dedupeKey(): string {
    // An id with half of a surrogate pair in it has no bytes of its own: several would have one key.
    const id = this.deliveryIdSigned && isWellFormed(this.deliveryId ?? "") ? this.deliveryId : undefined;
    this.#dedupeKey ??= this.#settings.dedupeKey(id || undefined, this.body);
    return this.#dedupeKey;
  }

  /**
   * Returns the body as text.
   *
   * @returns The text of `body`.
   * @throws {TypeError} The body is not UTF-8.
   */
  text(): string {
    return toText(this.body);
  }

  /**
   * Parses the body as JSON, typed as this provider's events, or as the result of the option `parse`.
   *
   * @returns The event.
   * @throws {SyntaxError} The body is not JSON.
   * @throws {PayloadError} The schema refuses the JSON.
   */
  json(): E {
    const { parse } = this.#settings;
    // The event and the id are read first, or from another copy: whoever gets the value may change it.
    if (parse === undefined) this.#read();
    this.#parsed ??= parse === undefined ? this.#json() : { value: apply(parse, this.#parse()) };
    return this.#parsed.value as E;
  }

  /**
   * Returns the facts for a log, without the body. `JSON.stringify`, and so most loggers, call it.
   *
   * @returns The facts of the delivery.
   */
  toJSON(): Record<string, unknown> {
    const { scheme, event, deliveryId, timestamp, secretIndex, reserialized, body } = this;
    return { scheme, event, deliveryId, timestamp, secretIndex, reserialized, body: `${body.length} bytes` };
  }

  /** What `console.log` shows in Node, Deno and Bun: the same. */
  [Symbol.for("nodejs.util.inspect.custom")](): Record<string, unknown> {
    return this.toJSON();
  }

  /** The body as JSON, and as nothing else has changed it. */
  #json(): { readonly value: unknown } {
    this.#raw ??= { value: this.#parse() };
    return this.#raw;
  }

  #parse(): unknown {
    let text: string | undefined;
    try {
      text = this.text();
      return JSON.parse(text);
    } catch {
      // The parser's own message would quote the payload, and not say what the body is instead.
      throw new SyntaxError(this.#settings.messages.misuse("json", text));
    }
  }

  /** Reads the event and the delivery id, once. */
  #read(): Labels {
    const { event, deliveryId } = this.#settings.scheme;
    this.#labels ??= {
      event: this.#label(event, this.#fields.event),
      deliveryId: this.#label(deliveryId, this.#fields.deliveryId),
    };
    return this.#labels;
  }

  #label(source: Source | null, named: string | undefined): string | undefined {
    if (source === null || "header" in source) return named;
    return this.#member(source.body);
  }

  /** Returns the text of a member of the body, by its path. */
  #member(path: string): string | undefined {
    let value: unknown;
    try {
      value = member(this.#json().value, path);
    } catch {
      // An authentic body need not be JSON; then it has no members.
    }
    return typeof value === "string" ? value : undefined;
  }
}
