/** A delivery of a ledger, as the Worker returns it to operators. Its texts come from a sender or an origin. */

import { count, flag, listOf, mapOf, nullable, number, recordOf, type Shape, text, time } from "./shape.js";

/** The states of a delivery for one origin. */
export const STATES = [
  "reserved",
  "waiting",
  "queued",
  "retrying",
  "attempting",
  "delivered",
  "dead",
  "dismissed",
  "erased",
] as const;

export type State = (typeof STATES)[number];

/** A delivery, for one origin. Times are in milliseconds since 1970. */
export interface DeliveryRecord {
  readonly path: string;
  readonly key: string;
  readonly origin: number;
  readonly state: State;
  readonly reason: string | null;
  readonly acceptedAt: number;
  readonly endedAt: number | null;
  readonly nextAt: number | null;
  readonly attemptCount: number;
  readonly bytes: number;
  readonly hasBody: boolean;
  readonly webhookId: string | null;
  readonly deliveryId: string | null;
  readonly event: string | null;
  readonly scheme: string | null;
  readonly tenant: string | null;
}

/** A delivery with its attempts, and the headers that were stored when it was accepted. */
export interface WholeRecord extends DeliveryRecord {
  readonly headers: Readonly<Record<string, string>> | null;
  readonly attempts: readonly Attempt[];
}

/** An attempt, with the response of the origin or the reason why the origin did not respond. */
export interface Attempt {
  readonly number: number;
  readonly at: number;
  readonly took: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly response: string | null;
}

/** A page of a list of deliveries. */
export interface DeliveryPage {
  readonly deliveries: readonly DeliveryRecord[];
  /** The position of the next page, or null after the last page. */
  readonly cursor: string | null;
}

const record = {
  path: text,
  key: text,
  origin: count,
  // Any text: a newer Worker may have further states.
  state: text as Shape<unknown> as Shape<State>,
  reason: nullable(text),
  acceptedAt: time,
  endedAt: nullable(time),
  nextAt: nullable(time),
  attemptCount: count,
  bytes: count,
  hasBody: flag,
  webhookId: nullable(text),
  deliveryId: nullable(text),
  event: nullable(text),
  scheme: nullable(text),
  tenant: nullable(text),
};

const attempt = recordOf<Attempt>({
  number: count,
  at: time,
  took: number,
  status: nullable(count),
  error: nullable(text),
  response: nullable(text),
});

/** The shape of a delivery. */
export const deliveryRecord: Shape<DeliveryRecord> = recordOf<DeliveryRecord>(record);

/** The shape of a delivery with its headers and attempts. */
export const wholeRecord: Shape<WholeRecord> = recordOf<WholeRecord>({
  ...record,
  headers: nullable(mapOf(text)),
  attempts: listOf(attempt),
});

/** The shape of a page of a list. */
export const deliveryPage: Shape<DeliveryPage> = recordOf<DeliveryPage>({
  deliveries: listOf(deliveryRecord),
  cursor: nullable(text),
});

/** The shape of one delivery: a record for each origin. */
export const wholeDelivery = recordOf<{ readonly deliveries: readonly WholeRecord[] }>({
  deliveries: listOf(wholeRecord),
});
