/** Responses of fetch, for the frameworks whose handlers return one. */

import type { Ack } from "../index.js";

/** Returns a response with these contents. */
export function toResponse({ status, headers, body }: Ack): Response {
  // A response of status 204 may not have even an empty body.
  return new Response(body === "" ? null : body, { status, headers });
}

/** Returns a response that states its length: srvx sends one that does not in chunks. */
export function toSizedResponse({ status, headers, body }: Ack): Response {
  const length = status === 204 ? {} : { "content-length": `${new TextEncoder().encode(body).length}` };
  return toResponse({ status, headers: { ...headers, ...length }, body });
}

/** A webhook is a POST, and nothing else, but for the method of a challenge. */
export function methodNotAllowed(allow: string): Response {
  return new Response("method not allowed", { status: 405, headers: { allow } });
}
