/** The Worker's interface for operators. Only this module stores the token. */

import type { Shape } from "../../../js/src/cli/shape.js";
import { printable } from "../../../js/src/display/printable.js";

/** The parameters of a request. Empty parameters are omitted. */
export type Parameters = Readonly<Record<string, string | number | null | undefined>>;

/** An error about a request that the Worker did not perform, in words for the operator. */
export class ApiError extends Error {
  /** The status of the response, or 0 if no response arrived. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The maximum time for a response, in milliseconds. */
const PATIENCE = 30_000;

/** The URL of the interface. The interface is next to the page, and both are below `/_hookward/`. */
const BASE = new URL("../", location.href);

let token = "";

/** Stores a token for the requests that follow. */
export function setToken(value: string): void {
  if (!/^[\x21-\x7e]*$/.test(value))
    throw new ApiError(401, "The token contains a character that cannot be sent. Copy the token again.");
  token = value;
}

/** Returns whether a token is stored. */
export const hasToken = (): boolean => token !== "";

/** Requests data from the Worker, and checks the shape of the response. */
export const get = <T>(path: string, shape: Shape<T>, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> =>
  send("GET", path, shape, parameters, signal);

/** Sends an operation to the Worker, and checks the shape of the response. */
export const post = <T>(path: string, shape: Shape<T>, parameters: Parameters = {}): Promise<T> =>
  send("POST", path, shape, parameters);

async function send<T>(
  method: string,
  path: string,
  shape: Shape<T>,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<T> {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== null && value !== "") url.searchParams.set(name, String(value));
  const late = AbortSignal.timeout(PATIENCE);
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}` },
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: signal === undefined ? late : AbortSignal.any([signal, late]),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(
      0,
      "The Worker does not respond. Check the connection, and that the server of this page is still running.",
    );
  });
  const value: unknown = await response.json().catch(() => undefined);
  // The status of the ledgers is 503 if something needs an operator. The response is complete in this case too.
  if ((response.ok || (response.status === 503 && path === "status")) && shape(value)) return value;
  throw new ApiError(response.status, messageFor(response.status, value));
}

function messageFor(status: number, value: unknown): string {
  if (status === 200) return "The response is not from hookward. Check the address of the Worker, and its version.";
  if (status === 401) return "The Worker has a different token. Use the value of the Worker's secret OPERATOR_TOKEN.";
  const error = (value as { error?: unknown } | null | undefined)?.error;
  if (typeof error === "string") return printable(error, 500);
  if (status === 404)
    return "The Worker does not have this path. If it has no OPERATOR_TOKEN yet, set the secret: npx wrangler secret put OPERATOR_TOKEN";
  return `The Worker responded with ${status}. See its log for the reason.`;
}
