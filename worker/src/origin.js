// Asking an origin.

import { readBody, TOO_LONG } from "./body.js";

/** The longest reason, in characters: a service chooses the text of its error. */
const MAX_REASON = 256;

/**
 * Sends a request to an origin and reads the response to its end, all within `timeout` milliseconds. Where there is no response, there is a
 * reason, unless the time was over. `origin` is a URL and, after a space, the name of the binding that it is asked through.
 */
export async function ask({ origin, headers, body, timeout, limit }, env) {
  const [url, service] = origin.split(" ");
  const network = service === undefined ? globalThis : env[service];
  const signal = AbortSignal.timeout(timeout);
  try {
    // The configuration alone decides where a delivery goes, so a redirect is not followed.
    const sent = { method: "POST", headers: headersOf(headers), body, redirect: "manual", signal };
    const response = await network.fetch(url, sent);
    const bytes = await readBody(response, limit);
    return bytes === TOO_LONG ? { reason: `its response is longer than ${limit} bytes` } : { response, body: bytes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { reason: signal.aborted ? undefined : reason.slice(0, MAX_REASON) };
  }
}

/** Returns what came of a request, as the log has it. Without a code, the origin took the delivery. */
export function outcomeOf({ response, reason }) {
  if (response === undefined) return { code: reason === undefined ? "origin_timeout" : "origin_unreachable", reason };
  return { originStatus: response.status, code: response.ok ? undefined : "origin_refused" };
}

/** Makes headers of a text, a name and a value a line. */
function headersOf(text) {
  const headers = new Headers();
  const lines = text.split("\n");
  for (let at = 0; at + 1 < lines.length; at += 2) headers.set(lines[at], lines[at + 1]);
  return headers;
}
