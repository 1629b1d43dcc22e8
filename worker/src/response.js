// The responses to the sender.

/** Makes a response of the Worker's own. `name` and `value` are one more header, if they are given. */
export function respond(status, type, text, name, value) {
  const headers = { "content-type": type };
  if (name !== undefined) headers[name] = value;
  // A response of status 204 may not have even an empty body.
  return new Response(text === "" ? null : text, { status, headers });
}

/** Makes a response of JSON lines, for an operator. */
export function respondInLines(stream) {
  return new Response(stream, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" } });
}

/**
 * Makes the sender's response from the origin's, without the headers of a list, and without those of a text, a line each. A status that may
 * not have a body gets none; an empty body is none.
 */
export function passOn({ status, headers }, body, dropped, more) {
  const passed = new Response(body.length === 0 ? null : body, { status, headers });
  for (const name of dropped) passed.headers.delete(name);
  if (more !== undefined) for (const name of more.split("\n")) passed.headers.delete(name);
  return passed;
}
