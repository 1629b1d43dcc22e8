/** The status of the ledgers, and the response to an operation on them, as the Worker returns them to operators. */

import { count, flag, listOf, nullable, number, optional, recordOf, type Shape, text, time } from "./shape.js";

/** The status of all ledgers. */
export interface Status {
  readonly ok: boolean;
  readonly routes: readonly RouteStatus[];
}

/** The status of one ledger. If the ledger did not reply, `code` replaces the other optional fields. */
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

/** A circuit that is or was open. Nothing is sent before `openUntil`. After that, up to `allowance` deliveries are sent at once. */
export interface Circuit {
  readonly origin: number;
  readonly failures: number;
  readonly openUntil: number | null;
  readonly allowance: number | null;
}

/**
 * The response to an operation. An operation on many deliveries changes some of them per request. `more` or `cursor` states whether deliveries
 * remain.
 */
export interface Changed {
  readonly count: number;
  readonly more?: boolean;
  readonly cursor?: string | null;
}

/** The response to one request of an operation on the deliveries of a time range. */
export interface ChangedPart {
  readonly count: number;
  readonly cursor: string | null;
}

/** The response to pause and to resume. */
export interface Paused {
  readonly paused: boolean;
}

const circuit = recordOf<Circuit>({
  origin: count,
  failures: count,
  openUntil: nullable(time),
  allowance: nullable(number),
});

const routeStatus = recordOf<RouteStatus>({
  path: text,
  ok: flag,
  code: optional(text),
  waiting: optional(count),
  retrying: optional(count),
  attempting: optional(count),
  queued: optional(count),
  delivered: optional(count),
  dead: optional(count),
  oldestAcceptedAt: optional(nullable(time)),
  paused: optional(flag),
  circuits: optional(listOf(circuit)),
});

/** The shape of the status. */
export const ledgerStatus: Shape<Status> = recordOf<Status>({ ok: flag, routes: listOf(routeStatus) });

/** The shape of the response to an operation. */
export const changedResponse: Shape<Changed> = recordOf<Changed>({
  count,
  more: optional(flag),
  cursor: optional(nullable(text)),
});

/** The shape of the response to one request of an operation on the deliveries of a time range. */
export const changedPart: Shape<ChangedPart> = recordOf<ChangedPart>({ count, cursor: nullable(text) });

/** The shape of the response to pause and to resume. */
export const pausedResponse: Shape<Paused> = recordOf<Paused>({ paused: flag });
