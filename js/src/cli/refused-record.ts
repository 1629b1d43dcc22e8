/** A request that a route refused and keeps, as the Worker returns it to operators. All of it is a sender's, and none of it was verified. */

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
