/** The event that API Gateway and function URLs make of a request, in both of its formats, and what there is to verify in it. */

import type { HeadersInput, VerificationResult, Verifier } from "../index.js";
import { optional } from "../request/optional.js";
import { alone } from "./bytes.js";
import { checkInside } from "./decompress.js";

type Values<V> = { readonly [name: string]: V | undefined };

/** What is used of an event, in payload format 1.0 or 2.0. */
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

/** The method of the request. An event made by hand, as the console's test events are, may have none. */
export function methodOf(event: Event): string | undefined {
  const context = (optional(event, "requestContext") ?? {}) as { readonly http?: { readonly method?: string } };
  const http = optional(context, "http") ?? {};
  return optional(http, "method") ?? optional(event, "httpMethod");
}

/** The path of the request, without its query. */
export function pathOf(event: Event): string | undefined {
  return optional(event, "rawPath") ?? optional(event, "path");
}

/** In place of a url that is not known: no url has that character, so that a scheme that signs it has an `invalid_url` to refuse. */
const UNKNOWN_URL = "/\0";

/**
 * Returns the path and the query of the request as they were received; no url where the event does not have them: format 1.0 has the
 * query taken apart and decoded. A sender can add a query to any url, and must not get an error of the app by it.
 */
function urlOf(event: Event): string | undefined {
  const query = optional(event, "rawQueryString");
  if (query !== undefined) return pathOf(event) + (query === "" ? "" : `?${query}`);
  const isWithout = Object.keys(optional(event, "queryStringParameters") ?? {}).length === 0;
  // The stage is part of the url that a provider knows, and a REST API leaves it out of its `path`.
  const context = (optional(event, "requestContext") ?? {}) as { readonly path?: string };
  return isWithout ? (optional(context, "path") ?? pathOf(event)) : UNKNOWN_URL;
}

/** The query of the request: format 2.0 has it as it was sent, and format 1.0 decoded. */
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
  // Format 1.0 has the last of several values in `headers` and all of them here; format 2.0 has joined them.
  const headers = ((Object.keys(multi ?? {}).length > 0 ? multi : optional(event, "headers")) ?? {}) as HeadersInput;
  // What @middy/http-json-body-parser, up to its version 4, leaves as it was.
  const left: unknown = optional(event, "body");
  const head = { headers, method: methodOf(event), url: urlOf(event) };
  const body = typeof left === "object" && left !== null ? (optional(event, "rawBody") ?? left) : left;
  if (typeof body === "object" && body !== null) {
    if (verifier.reserialize) return verifier.check({ ...head, parsed: body });
    throw bodyWasParsed();
  }
  // Bytes in either case: text with half of a surrogate pair in it is a forgery, and not a mistake of the app.
  const bytes = alone(Buffer.from(`${body ?? ""}`, optional(event, "isBase64Encoded") === true ? "base64" : "utf8"));
  const first = verifier.check({ ...head, body: bytes });
  if (!decompress) return first;
  const [, encoding] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-encoding") ?? [];
  return checkInside(verifier, head, { body: bytes, encoding, first });
}

/** The app's own mistake, with the line to change. */
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
