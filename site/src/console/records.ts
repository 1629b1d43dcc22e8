/** What the Worker's interface for operators returns. Texts in it are a sender's or an origin's, and shown as text alone. */

/** The state of a delivery on its way to one origin. */
export type State =
  | "reserved"
  | "waiting"
  | "retrying"
  | "attempting"
  | "queued"
  | "delivered"
  | "dead"
  | "dismissed"
  | "erased";

/** A delivery to one origin, as a list has it. Times are milliseconds since 1970. */
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
export interface FullDelivery extends DeliveryRecord {
  readonly headers: unknown;
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

/** A page of a list. */
export interface DeliveryPage {
  readonly deliveries: readonly DeliveryRecord[];
  readonly cursor: string | number | null;
}

/** A ledger. One that did not reply has a code in place of everything else. */
export interface RouteStatus {
  readonly path: string;
  readonly ok: boolean;
  readonly code?: string;
  readonly waiting?: number;
  readonly retrying?: number;
  readonly attempting?: number;
  readonly queued?: number;
  readonly delivered?: number;
  readonly dead?: number;
  readonly oldestAcceptedAt?: number | null;
  readonly paused?: boolean;
  readonly circuits?: readonly Circuit[];
}

/** A circuit that is or was open: nothing is sent before `openUntil`, and then `allowance` deliveries at once. */
export interface Circuit {
  readonly origin: number;
  readonly failures: number;
  readonly openUntil: number | null;
  readonly allowance: number | null;
}

/** All ledgers. */
export interface Status {
  readonly ok: boolean;
  readonly routes: readonly RouteStatus[];
}

/** The response to an operation on many deliveries. */
export interface Changed {
  readonly count: number;
  readonly more?: boolean;
  readonly cursor?: string | number | null;
}
