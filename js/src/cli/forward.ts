/** Handing a delivery on to an app, byte for byte, and the app's response back to the sender. */

import type { ServerResponse } from "node:http";

import { printable } from "../display/printable.js";
import type { Scheme } from "../index.js";
import type { Pairs } from "../saved-request/index.js";
import { endToEnd, exchange, pathAt, type RawResponse, UNREADABLE } from "./post.js";
import { wrongIn } from "./response-meaning.js";
import type { Terminal } from "./terminal.js";

/** Where deliveries go. */
export interface Target {
  readonly url: URL;
  readonly milliseconds: number;
  /** Whether those that were refused go there too. */
  readonly isAll: boolean;
  readonly stopped: AbortSignal;
}

/** A request that was received. */
export interface Forwardable {
  readonly path: string;
  readonly headers: Pairs;
  readonly body: Uint8Array;
  readonly isGenuine: boolean;
}

/** What an app made of a delivery: the status that it responded with, or why it did not respond. */
export type Forwarded = { readonly url: string; readonly milliseconds: number; readonly message?: string } & (
  | { readonly status: number }
  | { readonly error: string }
);

/** Sends a request on, and the response to the sender: 502 where there is none, and 504 where it is late. */
export async function forward(
  { path, headers, body, isGenuine }: Forwardable,
  { url, milliseconds, stopped }: Target,
  scheme: Scheme,
  res: ServerResponse,
): Promise<Forwarded> {
  const to = pathAt(url, path);
  let response = await exchange(url, { headers: endToEnd(headers), body, path: to }, milliseconds, stopped);
  try {
    respond(res, response);
  } catch {
    // Node reads more than it sends, such as a type with a control character in it.
    response = { error: UNREADABLE, milliseconds: response.milliseconds };
    respond(res, response);
  }
  const facts = { url: url.origin + to, milliseconds: response.milliseconds };
  if ("error" in response) {
    const message = `The sender received ${statusOf(response)}. Check that the app is running, and that this is its address.`;
    return { ...facts, error: response.error, message };
  }
  const { status } = response;
  const message = wrongIn({ ...facts, status, text: response.body.toString() }, scheme, !isGenuine);
  return { ...facts, status, ...(message === undefined ? {} : { message }) };
}

/** Returns what the sender gets where the app did not respond. */
const statusOf = ({ error }: { readonly error: string }) => (error.startsWith("no response in") ? 504 : 502);

function respond(res: ServerResponse, response: RawResponse): void {
  if ("error" in response) {
    const status = statusOf(response);
    const text = status === 504 ? "the app did not respond in time" : "the app did not respond";
    res.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
    return;
  }
  const { status, headers, body } = response;
  const type = headers["content-type"];
  // Statuses without a body have no length either.
  const length = status === 204 || status === 304 ? {} : { "content-length": body.length };
  res.writeHead(status, { ...(type === undefined ? {} : { "content-type": type }), ...length }).end(body);
}

/** Prints what became of a delivery that was forwarded, or was not. */
export function printForwarded(forwarded: Forwarded | undefined, { url }: Target, { print, paint }: Terminal): void {
  if (forwarded === undefined) {
    print(`  ${paint.dim(`not forwarded to ${printable(url.origin)}: it was refused; --forward-refused forwards it`)}`);
    return;
  }
  const { message, milliseconds } = forwarded;
  const response =
    "error" in forwarded
      ? `no response (${forwarded.error.replace("no response ", "")})`
      : `${forwarded.status} in ${milliseconds} ms`;
  const mark = message === undefined ? paint.green("✓") : paint.red("✗");
  print(`${mark} forwarded to ${printable(forwarded.url)}: ${response}`);
  if (message !== undefined) print(`  ${message}`);
}
