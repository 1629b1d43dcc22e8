/** A request that was saved or copied, and the errors of reading it. */

export type Pairs = readonly (readonly [name: string, value: string])[];

/** A saved request after it was read. */
export interface SavedRequest {
  /** The format in which the request was saved. */
  readonly format: "request" | "headers" | "curl" | "har" | "json";
  readonly method?: string;
  readonly url?: string;
  /** The headers, in order. Headers that were saved as bytes have one character for each byte, as in Node. */
  readonly headers: Pairs;
  /** The bytes of the body. Undefined if the request was saved without a body. */
  readonly body?: Uint8Array;
  /** The unusual properties of the saved request, as messages. */
  readonly warnings: readonly string[];
  /** The numbers of the lines that are not headers, from 1. */
  readonly unread: readonly number[];
}

/** Returns a request from the members of JSON, in which the method and the URL may have any type. */
export function fromMembers(
  format: SavedRequest["format"],
  members: { readonly method: unknown; readonly url: unknown; readonly body: Uint8Array | undefined },
  rest: Pick<SavedRequest, "headers" | "warnings">,
): SavedRequest {
  const { method, url, body } = members;
  return {
    format,
    ...(typeof method === "string" ? { method } : {}),
    ...(typeof url === "string" ? { url } : {}),
    ...(body === undefined ? {} : { body }),
    ...rest,
    unread: [],
  };
}

/** The error for a request that cannot be read. Its message states what to do. */
export class UnreadableRequest extends Error {}

/** One of several requests that were saved together. */
export interface Choice {
  /** The number of the request, from 1. */
  readonly number: number;
  readonly method: string;
  readonly url: string;
}

/** The error for several requests that were saved together, if none of them was chosen. */
export class SeveralRequests extends UnreadableRequest {
  readonly choices: readonly Choice[];

  constructor(choices: readonly Choice[]) {
    super(`It has ${choices.length} requests. Choose one by its number.`);
    this.choices = choices;
  }
}

/** The options for reading a request that may be one of several. */
export interface ReadOptions {
  /** The number of the request, from 1. */
  readonly entry?: number | undefined;
  /** Returns whether headers contain a signature, by which one of several requests is chosen. */
  readonly isSigned?: (headers: Pairs) => boolean;
}

/** Returns whether a value is an object, but not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
