/** What the Worker's interface for operators returns. Texts in it are a sender's or an origin's, and shown as text alone. */

import type { DeliveryRecord } from "../../../js/src/cli/delivery-record.js";

export type { Attempt, DeliveryRecord, State, WholeRecord } from "../../../js/src/cli/delivery-record.js";

export type { RefusedRecord, WholeRefused } from "../../../js/src/cli/refused-record.js";

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
