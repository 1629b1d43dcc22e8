/** A delivery that was verified. */

import { type Bytes, isWellFormed, mayHave, toText } from "../request/body.js";
import { member } from "../request/member.js";
import type { Ack } from "../schemes/ack.js";
import type { Source, WholeScheme } from "../schemes/scheme.js";
import type { ChallengeBody } from "./challenge.js";
import type { Messages } from "./edition.js";
import { apply, type Parse } from "./parse.js";

export type { Ack };

/** The values that all deliveries of a verifier share. */
export interface DeliverySettings {
  readonly scheme: WholeScheme;
  readonly ack: Ack;
  readonly deliveryIdSigned: boolean;
  readonly parse: Parse | undefined;
  /** Returns the dedupe key of a delivery, from its signed id or from its body. */
  readonly dedupeKey: (id: string | undefined, body: Uint8Array) => string;
  readonly messages: Messages;
}

/** The facts about a delivery that one verification established. */
export interface DeliveryFields {
  readonly body: Bytes;
  /** The event in the headers when they were verified. The caller may change the headers later. */
  readonly event: string | undefined;
  readonly deliveryId: string | undefined;
  readonly secretIndex: number;
  /** The time of signing, in milliseconds since the epoch. NaN if the scheme has no timestamp. */
  readonly timestamp: number;
  readonly reserialized: boolean;
  /** Returns the response to the delivery if it is a challenge, from the verified body. */
  readonly respond: ((body: ChallengeBody) => Ack | undefined) | undefined;
}

/** The event and the id of a delivery. */
interface Labels {
  readonly event: string | undefined;
  readonly deliveryId: string | undefined;
}

/** A verified delivery: proof that a holder of a secret signed its bytes. `E` is the type of the provider's events. */
export class VerifiedDelivery<E = unknown> {
  /** The id of the scheme that verified the delivery. */
  readonly scheme: string;
  /** The bytes that the signature covers. Do not use any other copy of the body. */
  readonly body: Bytes;
  /** The time at which the provider signed the delivery, for schemes with a signed timestamp. */
  readonly timestamp: Date | undefined;
  /** The position in `secrets` of the secret that matched. If it is above 0, a rotation is not over. */
  readonly secretIndex: number;
  /** Whether the signature covers `JSON.stringify` of the parsed body instead of the received bytes. */
  readonly reserialized: boolean;
  /** Whether the signature covers `deliveryId`. If not, a replay can have a different id. */
  readonly deliveryIdSigned: boolean;
  /** The response that the provider accepts as success, ready to be sent. */
  readonly ack: Ack;
  /**
   * The response to send if the delivery is a challenge. With a challenge, a provider checks that an endpoint belongs to its customer. A
   * challenge has no event.
   */
  readonly challenge: Ack | undefined;

  readonly #settings: DeliverySettings;
  readonly #fields: DeliveryFields;
  #labels: Labels | undefined;
  #dedupeKey: string | undefined;
  #raw: { readonly value: unknown } | undefined;
  #parsed: { readonly value: unknown } | undefined;

  /** Creates a verified delivery. Only `Verifier` calls it. */
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

  /** The name of the event. Undefined if the provider's deliveries have no event. */
  get event(): string | undefined {
    return this.#read().event;
  }

  /** The id of the delivery, the same for every retry. Undefined if the provider's deliveries have no id. */
  get deliveryId(): string | undefined {
    return this.#read().deliveryId;
  }

  /**
   * The key that identifies duplicates: 64 hex digits. A retry and a replay have the same key.
   *
   * The key is made from the scheme, the option `tenant`, and the signed delivery id. If no id is signed, the key is made from the body:
   * two events with the same body then have the same key. If the fields of a form are signed, two events with the same fields have the
   * same key.
   */
  get dedupeKey(): string {
    // An id with half of a surrogate pair has no UTF-8 form: several ids would have the same key.
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
    // The caller may change the value, so the event and the id are read before, or from a separate copy.
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

  /** Returns the same facts for `console.log` in Node, Deno and Bun. */
  [Symbol.for("nodejs.util.inspect.custom")](): Record<string, unknown> {
    return this.toJSON();
  }

  /** Returns the body as JSON, before any other code can change it. */
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
      // The parser's message would quote the payload, and would not state what the body is.
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
      // The body of a genuine delivery may not be JSON. It then has no members.
    }
    return typeof value === "string" ? value : undefined;
  }
}
