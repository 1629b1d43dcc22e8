/** Fetch responses, for the frameworks whose handlers return one. */

import type { Ack } from "../index.js";

/** Returns a response with these contents. */
export function toResponse({ status, headers, body }: Ack): Response {
  // A response with the status 204 must not have a body, not even an empty one.
  return new Response(body === "" ? null : body, { status, headers });
}

/** Returns a response with the header `content-length`. Without this header, srvx sends the response in chunks. */
export function toSizedResponse({ status, headers, body }: Ack): Response {
  const length = status === 204 ? {} : { "content-length": `${new TextEncoder().encode(body).length}` };
  return toResponse({ status, headers: { ...headers, ...length }, body });
}

/** Returns a 405 response. A webhook accepts only POST requests, and the method of a challenge. */
export function methodNotAllowed(allow: string): Response {
  return new Response("method not allowed", { status: 405, headers: { allow } });
}
