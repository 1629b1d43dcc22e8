// Requests to an origin.

import { readBody, TOO_LONG } from "./body.js";

/** The maximum length of a reason, in characters. A service chooses the text of its error. */
const MAX_REASON = 256;

/**
 * Sends a request to an origin and reads the whole response, within `timeout` milliseconds. If no response exists, the
 * result has a reason, except after a timeout. `origin` is a URL, which may be followed by a space and the name of a
 * binding for the request.
 */
export async function ask({ origin, headers, body, timeout, limit }, env) {
  const [url, service] = origin.split(" ");
  const network = service === undefined ? globalThis : env[service];
  const signal = AbortSignal.timeout(timeout);
  try {
    // Only the configuration decides where a delivery is sent, so a redirect is not followed.
    const sent = { method: "POST", headers: headersOf(headers), body, redirect: "manual", signal };
    const response = await network.fetch(url, sent);
    const bytes = await readBody(response, limit);
    return bytes === TOO_LONG ? { reason: `its response is longer than ${limit} bytes` } : { response, body: bytes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { reason: signal.aborted ? undefined : reason.slice(0, MAX_REASON) };
  }
}

/** Returns the outcome of a request for the log. If it has no code, the origin accepted the delivery. */
export function outcomeOf({ response, reason }) {
  if (response === undefined) return { code: reason === undefined ? "origin_timeout" : "origin_unreachable", reason };
  return { originStatus: response.status, code: response.ok ? undefined : "origin_refused" };
}

/** Creates headers from a text with a line for each name and each value. */
function headersOf(text) {
  const headers = new Headers();
  const lines = text.split("\n");
  for (let at = 0; at + 1 < lines.length; at += 2) headers.set(lines[at], lines[at + 1]);
  return headers;
}
