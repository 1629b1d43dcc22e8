/** The status of the ledgers, and the response to an operation on them, as the Worker returns them to operators. */

import { count, flag, listOf, nullable, number, optional, recordOf, type Shape, text, time } from "./shape.js";

/** All ledgers. */
export interface Status {
  readonly ok: boolean;
  readonly routes: readonly RouteStatus[];
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

/** The response to an operation. One on many deliveries changes a part of them, and tells what is left by `more` or by `cursor`. */
export interface Changed {
  readonly count: number;
  readonly more?: boolean;
  readonly cursor?: string | null;
}

/** A part of an operation on the deliveries of a time. */
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

/** The shape of a part of an operation on the deliveries of a time. */
export const changedPart: Shape<ChangedPart> = recordOf<ChangedPart>({ count, cursor: nullable(text) });

/** The shape of the response to pause and to resume. */
export const pausedResponse: Shape<Paused> = recordOf<Paused>({ paused: flag });
