/** The Worker's interface for operators. The token is held here and by nothing else. */

import type { Shape } from "../../../js/src/cli/shape.js";
import { printable } from "../../../js/src/display/printable.js";

/** The parameters of a request; those that are empty are left out. */
export type Parameters = Readonly<Record<string, string | number | null | undefined>>;

/** What the Worker did not do, in words for the operator. */
export class ApiError extends Error {
  /** The status, or 0 where there was no response. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** How long a response may take, in milliseconds. */
const PATIENCE = 30_000;

/** The interface is beside the page: both are below `/_hookward/`. */
const BASE = new URL("../", location.href);

let token = "";

/** Keeps a token for the requests that follow. */
export function setToken(value: string): void {
  if (!/^[\x21-\x7e]*$/.test(value))
    throw new ApiError(401, "The token contains a character that cannot be sent. Copy the token again.");
  token = value;
}

/** Returns whether there is a token. */
export const hasToken = (): boolean => token !== "";

/** Asks for what the Worker has, and checks its shape. */
export const get = <T>(path: string, shape: Shape<T>, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> =>
  send("GET", path, shape, parameters, signal);

/** Has the Worker do something, and checks the shape of what it responds. */
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
  // The status of the ledgers is 503 where something needs an operator, and whole all the same.
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
