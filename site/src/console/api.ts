/** The Worker's interface for operators. The token is held here and by nothing else. */

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

/** Asks for what the Worker has. */
export const get = <T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> =>
  send<T>("GET", path, parameters, signal);

/** Has the Worker do something. */
export const post = <T>(path: string, parameters: Parameters = {}): Promise<T> => send<T>("POST", path, parameters);

async function send<T>(method: string, path: string, parameters: Parameters, signal?: AbortSignal): Promise<T> {
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
  const value = await jsonOf(response);
  // The status of the ledgers is 503 where something needs an operator, and whole all the same.
  if (value !== undefined && (response.ok || (response.status === 503 && path === "status"))) return value as T;
  throw new ApiError(response.status, messageFor(response.status, value));
}

async function jsonOf(response: Response): Promise<object | undefined> {
  const value: unknown = await response.json().catch(() => undefined);
  return typeof value === "object" && value !== null ? value : undefined;
}

function messageFor(status: number, value: object | undefined): string {
  if (status === 401) return "The Worker has a different token. Use the value of the Worker's secret OPERATOR_TOKEN.";
  if (value !== undefined && "error" in value && typeof value.error === "string") return printable(value.error, 500);
  if (status === 404)
    return "The Worker does not have this path. If it has no OPERATOR_TOKEN yet, set the secret: npx wrangler secret put OPERATOR_TOKEN";
  return `The Worker responded with ${status}. See its log for the reason.`;
}
