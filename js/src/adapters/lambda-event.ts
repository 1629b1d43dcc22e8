/** Events of API Gateway and function URLs, in both payload formats, and their verification. */

import type { HeadersInput, VerificationResult, Verifier } from "../index.js";
import { optional } from "../request/optional.js";
import { alone } from "./bytes.js";
import { checkInside } from "./decompress.js";

type Values<V> = { readonly [name: string]: V | undefined };

/** The part of an event that the adapter uses, in payload format 1.0 or 2.0. */
export interface Event {
  readonly headers?: Values<string> | null;
  readonly multiValueHeaders?: Values<string[]> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly httpMethod?: string;
  readonly path?: string;
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  readonly queryStringParameters?: Values<string> | null;
  readonly multiValueQueryStringParameters?: Values<string[]> | null;
  readonly requestContext?: object;
}

/** Returns the method of the request. An event that was made by hand, such as a test event of the console, may have none. */
export function methodOf(event: Event): string | undefined {
  const context = (optional(event, "requestContext") ?? {}) as { readonly http?: { readonly method?: string } };
  const http = optional(context, "http") ?? {};
  return optional(http, "method") ?? optional(event, "httpMethod");
}

/** Returns the path of the request, without its query. */
export function pathOf(event: Event): string | undefined {
  return optional(event, "rawPath") ?? optional(event, "path");
}

/** The value for an unknown URL. No URL contains this character, so a scheme that signs the URL refuses it with `invalid_url`. */
const UNKNOWN_URL = "/\0";

/**
 * Returns the path and query of the request as they were received. Returns {@link UNKNOWN_URL} for a query in format 1.0, which contains
 * only the parsed and decoded query. A sender can add a query to any URL, and this must not cause an error of the app.
 */
function urlOf(event: Event): string | undefined {
  const query = optional(event, "rawQueryString");
  if (query !== undefined) return pathOf(event) + (query === "" ? "" : `?${query}`);
  const isWithout = Object.keys(optional(event, "queryStringParameters") ?? {}).length === 0;
  // The URL at the provider contains the stage, which a REST API omits from `path`.
  const context = (optional(event, "requestContext") ?? {}) as { readonly path?: string };
  return isWithout ? (optional(context, "path") ?? pathOf(event)) : UNKNOWN_URL;
}

/** Returns the query of the request. Format 2.0 contains it as it was sent, format 1.0 contains it decoded. */
export function queryOf(event: Event): string | URLSearchParams {
  const raw = optional(event, "rawQueryString");
  if (raw !== undefined) return raw;
  const values = optional(event, "multiValueQueryStringParameters") ?? optional(event, "queryStringParameters") ?? {};
  const pairs = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, `${one}`]));
  return new URLSearchParams(pairs);
}

/** Verifies an event by its headers and body. */
export async function verifyEvent<E>(
  verifier: Verifier<E>,
  event: Event & { readonly rawBody?: unknown },
  decompress: boolean | undefined,
): Promise<VerificationResult<E>> {
  if (!("body" in event || "isBase64Encoded" in event)) throw notHttp();
  const multi = optional(event, "multiValueHeaders");
  // Format 1.0 has all values of a repeated header here, and only the last value in `headers`. Format 2.0 joins the values.
  const headers = ((Object.keys(multi ?? {}).length > 0 ? multi : optional(event, "headers")) ?? {}) as HeadersInput;
  const left: unknown = optional(event, "body");
  const head = { headers, method: methodOf(event), url: urlOf(event) };
  // Up to version 4, @middy/http-json-body-parser keeps the original body as `rawBody`.
  const body = typeof left === "object" && left !== null ? (optional(event, "rawBody") ?? left) : left;
  if (typeof body === "object" && body !== null) {
    if (verifier.reserialize) return verifier.check({ ...head, parsed: body });
    throw bodyWasParsed();
  }
  // Text also becomes bytes: text with half of a surrogate pair is a forgery, and not a mistake of the app.
  const bytes = alone(Buffer.from(`${body ?? ""}`, optional(event, "isBase64Encoded") === true ? "base64" : "utf8"));
  const first = verifier.check({ ...head, body: bytes });
  if (!decompress) return first;
  const [, encoding] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-encoding") ?? [];
  return checkInside(verifier, head, { body: bytes, encoding, first });
}

/** Returns the error for a body that was parsed before verification. The message names the line to change. */
function bodyWasParsed(): Error {
  return new TypeError(
    "event.body was parsed before hookward received it. Wrap the handler with webhook() alone, without middy's " +
      ".use(httpJsonBodyParser()): delivery.json() returns what the parser would return.",
  );
}

function notHttp(): Error {
  return new TypeError(
    "This event is not a request with a body. Use webhook() with proxy integrations of API Gateway and with function URLs. A REST API " +
      "whose integration has a mapping template cannot verify a signature, nor can an authorizer, which never receives the body.",
  );
}
