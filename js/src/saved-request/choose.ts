/** Choosing one of several requests that were saved together. */

import {
  type Choice,
  type ReadOptions,
  type SavedRequest,
  SeveralRequests,
  UnreadableRequest,
} from "./saved-request.js";

/**
 * Reads the request of the number that was given; else the only POST, or the only one that has a signature.
 *
 * Throws {@link SeveralRequests} where that leaves more than one.
 */
export function chosen(
  entries: readonly unknown[],
  read: (entry: unknown) => SavedRequest,
  { entry, isSigned }: ReadOptions,
): SavedRequest {
  if (entry !== undefined) {
    if (entry > entries.length)
      throw new UnreadableRequest(
        `There are ${entries.length} requests in it, and no number ${entry}. They count from 1.`,
      );
    return read(entries[entry - 1]);
  }
  const all = entries.map((one, at) => ({ number: at + 1, request: read(one) }));
  const posts = all.filter(({ request }) => request.method === undefined || request.method.toUpperCase() === "POST");
  const signed = posts.filter(({ request }) => isSigned?.(request.headers) === true);
  const [found, ...others] = posts.length > 1 && signed.length > 0 ? signed : posts;
  if (found === undefined)
    throw new UnreadableRequest(`There is no POST in it. Choose one of its ${entries.length} requests by its number.`);
  if (others.length > 0) throw new SeveralRequests([found, ...others].map(toChoice));
  if (posts.length === 1) return found.request;
  const note = `Of ${posts.length} POSTs, number ${found.number} is the only one with a signature, and is the one that is read.`;
  return { ...found.request, warnings: [note, ...found.request.warnings] };
}

/** Returns the only request that there is. Throws where another number was given. */
export function only(request: SavedRequest, { entry = 1 }: ReadOptions): SavedRequest {
  if (entry === 1) return request;
  throw new UnreadableRequest(`There is one request in it, and no number ${entry}. Leave the number out.`);
}

const toChoice = ({ number, request: { method, url } }: { number: number; request: SavedRequest }): Choice => ({
  number,
  method: method ?? "POST",
  url: url ?? "",
});
