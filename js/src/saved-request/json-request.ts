/** A request as JSON, as programs log it, platforms pass it to a function, and webhook inspectors export it. */

import { fromBase64, utf8 } from "./bytes.js";
import { chosen, only } from "./choose.js";
import { isHar, readHar } from "./har.js";
import { readHttp } from "./http-request.js";
import {
  fromMembers,
  isRecord,
  type Pairs,
  type ReadOptions,
  type SavedRequest,
  UnreadableRequest,
} from "./saved-request.js";

type Fields = Readonly<Record<string, unknown>>;

/** Reads a request from a parsed JSON value. */
export function readJson(value: unknown, options: ReadOptions): SavedRequest {
  if (isHar(value)) return readHar(value, options);
  const list = listOf(value);
  if (list !== undefined) return chosen(list, readOne, options);
  return only(readOne(value), options);
}

/** Returns the requests of a list: a plain one, ngrok's `requests`, or webhook.site's `data`. */
function listOf(value: unknown): readonly unknown[] | undefined {
  const list = isRecord(value) ? (value["requests"] ?? value["data"]) : value;
  return Array.isArray(list) && list.length > 0 && list.every((one) => isRecord(one) && isRequest(one))
    ? list
    : undefined;
}

const isRequest = (fields: Fields): boolean =>
  ["headers", "multiValueHeaders", "rawHeaders", "request"].some(
    (name) => typeof fields[name] === "object" && fields[name] !== null,
  );

/** Returns the request inside a value: a request of a HAR file or of ngrok, or an event that was logged inside another object. */
function innermost(value: unknown): unknown {
  for (let outer = value; ; ) {
    const fields = isRecord(outer) ? outer : {};
    const inner = isRecord(fields["headers"])
      ? undefined
      : ["request", "event", "data"].map((name) => fields[name]).find((one) => isRecord(one) && isRequest(one));
    if (inner === undefined) return outer;
    outer = inner;
  }
}

function readOne(outer: unknown): SavedRequest {
  const value = innermost(outer);
  const fields = isRecord(value) ? value : {};
  if (isRecord(fields["postData"])) return readHar({ log: { entries: [{ request: fields }] } }, { entry: 1 });
  // ngrok keeps the bytes of the whole request.
  const raw = typeof fields["raw"] === "string" ? fromBase64(fields["raw"]) : undefined;
  if (raw !== undefined && isRecord(fields["headers"])) return { ...readHttp(raw), format: "json" };
  const given = isRequest(fields) ? headersOf(fields) : undefined;
  const headers = given ?? pairsOf(value);
  if (headers === undefined || (given === undefined && headers.length === 0)) {
    throw new UnreadableRequest(
      "This is JSON without headers. Pass { headers, body }, an event of API Gateway, a HAR file, or only the headers, as " +
        '{ "name": "value" } or a list of pairs.',
    );
  }
  const warnings: string[] = [];
  const body = given === undefined ? undefined : bodyOf(fields, warnings);
  const method = fields["method"] ?? fields["httpMethod"];
  const url = fields["url"] ?? fields["path"] ?? fields["rawPath"];
  return fromMembers("json", { method, url, body }, { headers, warnings });
}

/** Returns the headers of a request, from the member that has every value. */
function headersOf(fields: Fields): Pairs | undefined {
  for (const name of ["rawHeaders", "multiValueHeaders", "headers"]) {
    const pairs = pairsOf(fields[name]);
    if (pairs !== undefined && pairs.length > 0) return pairs;
  }
  return isRecord(fields["headers"]) ? pairsOf(fields["headers"]) : undefined;
}

/** Returns pairs from an object, a list of pairs, a list of names and values, or a list of { name, value }. */
function pairsOf(value: unknown): Pairs | undefined {
  if (isRecord(value)) {
    return allPairs(
      Object.entries(value).flatMap(([name, one]) => (Array.isArray(one) ? one : [one]).map((each) => [name, each])),
    );
  }
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.every((one) => typeof one === "string") && value.length % 2 === 0)
    return allPairs(value.flatMap((name, at) => (at % 2 === 0 ? [[name, value[at + 1]]] : [])));
  return allPairs(value.map((one) => (isRecord(one) ? [one["name"] ?? one["key"], one["value"]] : one)));
}

function allPairs(list: readonly unknown[]): Pairs | undefined {
  return list.every(isPair) ? list.map(([name, value]) => [name, String(value)]) : undefined;
}

function isPair(value: unknown): value is [string, string | number | boolean] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === "string" &&
    ["string", "number", "boolean"].includes(typeof value[1])
  );
}

/** Returns the bytes of the body, from the member that is closest to the received bytes. At webhook.site, it is `content`. */
function bodyOf(fields: Fields, warnings: string[]): Uint8Array | undefined {
  const base64 = fields["bodyBase64"] ?? fields["rawBodyBase64"];
  const isBase64 = [
    fields["isBase64Encoded"] === true,
    fields["encoding"] === "base64",
    fields["bodyEncoding"] === "base64",
  ];
  const value = base64 ?? fields["rawBody"] ?? fields["body"] ?? fields["content"];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") {
    if (base64 === undefined && !isBase64.includes(true)) return utf8(value);
    const bytes = fromBase64(value);
    if (bytes === undefined)
      warnings.push("The body is marked as base64, but is not valid base64. The body is read as text.");
    return bytes ?? utf8(value);
  }
  // JSON.stringify writes a Buffer of Node in this way.
  if (isRecord(value) && value["type"] === "Buffer" && isNumbers(value["data"])) return Uint8Array.from(value["data"]);
  warnings.push(
    "The body was parsed before it was saved, so the bytes that were received are lost. The output of JSON.stringify is used instead.",
  );
  return utf8(printed(value));
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === "number");

function printed(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // JSON.parse accepts any depth, but the stack limits JSON.stringify.
    throw new UnreadableRequest(
      "The body was parsed before it was saved, and is nested too deeply. Pass the body as text.",
    );
  }
}
