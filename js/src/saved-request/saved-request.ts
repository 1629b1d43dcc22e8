/** A request that somebody saved or copied, and what can go wrong with reading one. */

export type Pairs = readonly (readonly [name: string, value: string])[];

/** A request as it was read. */
export interface SavedRequest {
  /** What it was saved as. */
  readonly format: "request" | "headers" | "curl" | "har" | "json";
  readonly method?: string;
  readonly url?: string;
  /** In their order. Those that were saved as bytes have a character for each byte, as Node has them. */
  readonly headers: Pairs;
  /** The bytes of the body; undefined where it was saved without one. */
  readonly body?: Uint8Array;
  /** What was odd about the way in which it was saved. */
  readonly warnings: readonly string[];
  /** The numbers of the lines that are no headers, from 1. */
  readonly unread: readonly number[];
}

/** Returns a request out of the members of JSON, where a method and a url may be of any type. */
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

/** What cannot be read, with what to do about it. */
export class UnreadableRequest extends Error {}

/** One of several requests that were saved together. */
export interface Choice {
  /** Its number, from 1. */
  readonly number: number;
  readonly method: string;
  readonly url: string;
}

/** Several requests were saved together, and nothing says which is meant. */
export class SeveralRequests extends UnreadableRequest {
  readonly choices: readonly Choice[];

  constructor(choices: readonly Choice[]) {
    super(`It has ${choices.length} requests. Choose one by its number.`);
    this.choices = choices;
  }
}

/** What a reader of several requests is told. */
export interface ReadOptions {
  /** The number of the request, from 1. */
  readonly entry?: number | undefined;
  /** Returns whether headers have a signature in them, by which one of several requests is chosen. */
  readonly isSigned?: (headers: Pairs) => boolean;
}

/** Returns whether a value is an object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
