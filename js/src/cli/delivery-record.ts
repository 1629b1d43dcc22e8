/** A delivery of a ledger, as the Worker returns it to operators. Texts in it are a sender's or an origin's. */

/** The states of a delivery on its way to one origin. */
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

/** A delivery with its attempts, and the headers that crossed when it was accepted. */
export interface WholeRecord extends DeliveryRecord {
  readonly headers: Readonly<Record<string, string>> | null;
  readonly attempts: readonly Attempt[];
}

/** An attempt, and the response of the origin or the reason why there was none. */
export interface Attempt {
  readonly number: number;
  readonly at: number;
  readonly took: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly response: string | null;
}
