/** Passes requests for the operators' interface on to one Worker. Nothing is kept or printed: the token goes through. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

import { codeOf } from "./cli-error.js";

/** Below it is everything of the Worker that is not a route. */
const INTERFACE = "/_hookward/";

/** What passes of a request and of a response. Cookies do not, nor what would have the browser do something. */
const REQUEST_HEADERS = ["accept", "authorization"];
const RESPONSE_HEADERS = ["allow", "content-disposition", "content-type", "retry-after"];

/** What a response is shown as: data. A Worker that is not what it should be has no page here. */
const OWN_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
};

/** Returns the address at the Worker for a request's target. Undefined if it is not below the interface. */
export function addressAt(worker: URL, target: string): URL | undefined {
  // A target that begins with two slashes, or with a scheme, would name another host.
  if (!target.startsWith(INTERFACE)) return undefined;
  const url = new URL(worker.origin + target);
  return url.origin === worker.origin && url.pathname.startsWith(INTERFACE) ? url : undefined;
}

/** Passes a request on, and the response back as it comes. Redirects are not followed: the token would go where they lead. */
export async function passToWorker(worker: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { method = "", url: target = "" } = req;
  const url = addressAt(worker, target);
  if (url === undefined) return refuse(res, 404, "This server forwards only requests below /_hookward/.");
  if (!["GET", "HEAD", "POST"].includes(method)) {
    res.setHeader("allow", "GET, HEAD, POST");
    return refuse(res, 405, "Use GET or POST.");
  }
  const gone = new AbortController();
  res.on("close", () => gone.abort());
  const headers = REQUEST_HEADERS.flatMap((name) => {
    const value = req.headers[name];
    return typeof value === "string" ? [[name, value] as [string, string]] : [];
  });
  let response: Response;
  try {
    response = await fetch(url, { method, headers, redirect: "manual", signal: gone.signal });
  } catch (error) {
    if (gone.signal.aborted) return;
    const { cause = error } = error as Error;
    return refuse(
      res,
      502,
      `The Worker at ${worker.origin} does not respond (${codeOf(cause)}). Check the address of --url.`,
    );
  }
  const { status, body } = response;
  if (status >= 300 && status < 400) {
    await body?.cancel();
    return refuse(
      res,
      502,
      `${worker.origin} redirects to a different address. If that address is yours, give it as --url.`,
    );
  }
  for (const name of RESPONSE_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) res.setHeader(name, value);
  }
  res.writeHead(status, OWN_HEADERS);
  if (body === null) res.end();
  // A response that breaks off ends here as it did there.
  else await pipeline(body as unknown as AsyncIterable<Uint8Array>, res).catch(() => res.destroy());
}

/** Responds with an error as the interface does. */
export function refuse(res: ServerResponse, status: number, error: string): void {
  res.writeHead(status, { ...OWN_HEADERS, "content-type": "application/json" });
  res.end(JSON.stringify({ error }));
}
