/** A refused request that a route keeps, as the Worker returns it to operators. All of it comes from a sender, and nothing in it is verified. */

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
  /** The URL that is signed, or the path if the scheme does not sign the URL. */
  readonly url: string;
  /** The length of the body in bytes, or null if the body was not read. */
  readonly bytes: number | null;
  /** Whether only the beginning of the body is kept. */
  readonly isCut: boolean;
}

/** A refused request with its headers and its body. As JSON, with headers and `bodyBase64`, it is also a saved request. */
export interface WholeRefused extends RefusedRecord {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64: string | null;
}

/** A page of a list of refused requests. */
export interface RefusedPage {
  readonly refused: readonly RefusedRecord[];
  /** The position of the next page, or null after the last page. */
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

/** The shape of one refused request. Two routes can have requests with the same id. */
export const wholeRefused = recordOf<{ readonly refused: readonly WholeRefused[] }>({
  refused: listOf(recordOf<WholeRefused>({ ...record, headers: mapOf(text), bodyBase64: nullable(text) })),
});
