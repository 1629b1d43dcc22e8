// The responses to the sender.

/** Creates a response of the Worker itself. `name` and `value` are an optional additional header. */
export function respond(status, type, text, name, value) {
  const headers = { "content-type": type };
  if (name !== undefined) headers[name] = value;
  // A response with status 204 must not have a body, not even an empty one.
  return new Response(text === "" ? null : text, { status, headers });
}

/** Creates a response of JSON lines, for an operator. */
export function respondInLines(stream) {
  return new Response(stream, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" } });
}

/**
 * Creates the response to the sender from the response of the origin. The headers in the list `dropped` are removed,
 * and also the headers in the text `more`, which has one name in each line. An empty body becomes no body, because some
 * statuses do not allow a body.
 */
export function passOn({ status, headers }, body, dropped, more) {
  const passed = new Response(body.length === 0 ? null : body, { status, headers });
  for (const name of dropped) passed.headers.delete(name);
  if (more !== undefined) for (const name of more.split("\n")) passed.headers.delete(name);
  return passed;
}
