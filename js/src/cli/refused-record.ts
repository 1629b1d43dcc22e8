/** A request that a route refused and keeps, as the Worker returns it to operators. All of it is a sender's, and none of it was verified. */

import { count, flag, listOf, mapOf, nullable, optional, recordOf, type Shape, text, time } from "./shape.js";

/** A refused request in a list. `at` is in milliseconds since 1970. */
export interface RefusedRecord {
  /** The path of the route. */
  readonly path: string;
  readonly id: string;
  readonly at: number;
  readonly code: string;
  readonly scheme: string;
  readonly tenant?: string;
  readonly method: string;
  /** The url that is signed, or the path where the scheme signs none. */
  readonly url: string;
  /** How long the body is; null if it was not read. */
  readonly bytes: number | null;
  /** Whether the body is longer than what is kept of it. */
  readonly isCut: boolean;
}

/** A refused request with its headers and its body, which JSON with headers and `bodyBase64` is a saved request of. */
export interface WholeRefused extends RefusedRecord {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64: string | null;
}

/** A page of a list of refused requests. */
export interface RefusedPage {
  readonly refused: readonly RefusedRecord[];
  /** Where the next page begins; null after the last. */
  readonly cursor: string | null;
}

const record = {
  path: text,
  id: text,
  at: time,
  code: text,
  scheme: text,
  tenant: optional(text),
  method: text,
  url: text,
  bytes: nullable(count),
  isCut: flag,
};

/** The shape of a page of a list. */
export const refusedPage: Shape<RefusedPage> = recordOf<RefusedPage>({
  refused: listOf(recordOf<RefusedRecord>(record)),
  cursor: nullable(text),
});

/** The shape of one refused request. Two routes can have one of the same id. */
export const wholeRefused = recordOf<{ readonly refused: readonly WholeRefused[] }>({
  refused: listOf(recordOf<WholeRefused>({ ...record, headers: mapOf(text), bodyBase64: nullable(text) })),
});
