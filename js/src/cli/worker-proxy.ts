/** Forwards requests for the operators' interface to one Worker. Nothing is stored or printed, because the requests contain the token. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

import { codeOf } from "./cli-error.js";

/** The path of the operators' interface. Everything in the Worker that is not a route is below this path. */
const INTERFACE = "/_hookward/";

/** The headers of requests and of responses that are forwarded. Cookies and headers that cause an action of the browser are not forwarded. */
const REQUEST_HEADERS = ["accept", "authorization"];
const RESPONSE_HEADERS = ["allow", "content-disposition", "content-type", "retry-after"];

/** The headers that make the browser treat every response as data. A server that is not the intended Worker cannot show a page here. */
const OWN_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
};

/** Returns the address at the Worker for a request's target. Undefined if it is not below the interface. */
export function addressAt(worker: URL, target: string): URL | undefined {
  // A target that begins with two slashes or with a protocol would refer to a different host.
  if (!target.startsWith(INTERFACE)) return undefined;
  const url = new URL(worker.origin + target);
  return url.origin === worker.origin && url.pathname.startsWith(INTERFACE) ? url : undefined;
}

/** Forwards a request, and returns the response as it arrives. Redirects are not followed, because they would send the token elsewhere. */
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
  // If the Worker's response breaks off, this response also breaks off.
  else await pipeline(body as unknown as AsyncIterable<Uint8Array>, res).catch(() => res.destroy());
}

/** Responds with an error in the format of the interface. */
export function refuse(res: ServerResponse, status: number, error: string): void {
  res.writeHead(status, { ...OWN_HEADERS, "content-type": "application/json" });
  res.end(JSON.stringify({ error }));
}
