/** Chooses one of several requests that were saved together. */

import {
  type Choice,
  type ReadOptions,
  type SavedRequest,
  SeveralRequests,
  UnreadableRequest,
} from "./saved-request.js";

/**
 * Reads the request with the number `entry`. If omitted, reads the only POST request, or the only one with a signature.
 *
 * Throws {@link SeveralRequests} if several requests remain.
 */
export function chosen(
  entries: readonly unknown[],
  read: (entry: unknown) => SavedRequest,
  { entry, isSigned }: ReadOptions,
): SavedRequest {
  if (entry !== undefined) {
    if (entry > entries.length)
      throw new UnreadableRequest(`It has ${entries.length} requests, and no number ${entry}. Numbers begin at 1.`);
    return read(entries[entry - 1]);
  }
  const all = entries.map((one, at) => ({ number: at + 1, request: read(one) }));
  const posts = all.filter(({ request }) => request.method === undefined || request.method.toUpperCase() === "POST");
  const signed = posts.filter(({ request }) => isSigned?.(request.headers) === true);
  const [found, ...others] = posts.length > 1 && signed.length > 0 ? signed : posts;
  if (found === undefined)
    throw new UnreadableRequest(`It has no POST request. Choose one of its ${entries.length} requests by number.`);
  if (others.length > 0) throw new SeveralRequests([found, ...others].map(toChoice));
  if (posts.length === 1) return found.request;
  const note = `The file contains ${posts.length} POST requests. Only request ${found.number} has a signature, so it is read.`;
  return { ...found.request, warnings: [note, ...found.request.warnings] };
}

/** Returns the only request. Throws an error if a number other than 1 was passed. */
export function only(request: SavedRequest, { entry = 1 }: ReadOptions): SavedRequest {
  if (entry === 1) return request;
  throw new UnreadableRequest(`It has one request, and no number ${entry}. Omit the number.`);
}

const toChoice = ({ number, request: { method, url } }: { number: number; request: SavedRequest }): Choice => ({
  number,
  method: method ?? "POST",
  url: url ?? "",
});
