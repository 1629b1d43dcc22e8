/** Forwards a delivery to an app, byte for byte, and returns the app's response to the sender. */

import type { ServerResponse } from "node:http";

import { printable } from "../display/printable.js";
import type { Scheme } from "../index.js";
import type { Pairs } from "../saved-request/index.js";
import { endToEnd, exchange, pathAt, type RawResponse, UNREADABLE } from "./post.js";
import { wrongIn } from "./response-meaning.js";
import type { Terminal } from "./terminal.js";

/** The target of forwarded deliveries. */
export interface Target {
  readonly url: URL;
  readonly milliseconds: number;
  /** Whether refused deliveries are also forwarded. */
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

/** The result of forwarding a delivery: the status of the app's response, or the reason why the app did not respond. */
export type Forwarded = { readonly url: string; readonly milliseconds: number; readonly message?: string } & (
  | { readonly status: number }
  | { readonly error: string }
);

/**
 * Forwards a request to the app, and returns the app's response to the sender. The sender receives 502 if the app does
 * not respond, and 504 if the response is late.
 */
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
    // Node accepts some responses that it cannot send, such as a content type with a control character.
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

/** Returns the status that the sender receives if the app did not respond. */
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
  // A response without a body also has no content-length.
  const length = status === 204 || status === 304 ? {} : { "content-length": body.length };
  res.writeHead(status, { ...(type === undefined ? {} : { "content-type": type }), ...length }).end(body);
}

/** Prints the result of forwarding a delivery, or the reason why it was not forwarded. */
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
