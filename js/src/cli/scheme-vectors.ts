/** A file of vectors: deliveries of a scheme, each with its expected result. */

import { printable } from "../display/printable.js";
import type { Scheme, SchemeId } from "../index.js";
import { type CliError, usage } from "./cli-error.js";
import { readJson } from "./files.js";

/** A delivery, and the result that it must have. */
export interface Vector {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly url?: string;
  readonly method?: string;
  /** The vector's own scheme, instead of the scheme of the file. */
  readonly scheme?: SchemeId | Scheme;
  readonly expect: Readonly<Record<string, unknown>>;
}

export interface VectorFile {
  readonly path: string;
  /** The id of the scheme that the file is for, if the file names a scheme. */
  readonly scheme?: string;
  /** The current time for every vector, in seconds since the epoch. */
  readonly now: number;
  readonly vectors: readonly Vector[];
}

/** Reads a file of vectors. If it cannot be read, the error names `option`. */
export async function readVectors(path: string, option: string): Promise<VectorFile> {
  const { scheme, now, vectors } = objectOf(await readJson(path, option), path, "the file");
  if (typeof now !== "number") throw unreadable(path, "`now` must be a number of seconds since the epoch");
  if (!Array.isArray(vectors) || vectors.length === 0) throw unreadable(path, "`vectors` must be a list of deliveries");
  const id = typeof scheme === "object" && scheme !== null && "id" in scheme ? scheme.id : scheme;
  return {
    path,
    ...(typeof id === "string" && { scheme: id }),
    now,
    vectors: vectors.map((vector, at) => vectorOf(vector, path, `vectors[${at}]`)),
  };
}

function vectorOf(value: unknown, path: string, place: string): Vector {
  const { name, secrets, options = {}, headers, body, url, method, scheme, expect } = objectOf(value, path, place);
  const need = (isRight: boolean, property: string, what: string) => {
    if (!isRight) throw unreadable(path, `\`${place}.${property}\` must be ${what}`);
  };
  need(typeof name === "string", "name", "a text");
  need(isList(secrets, isText), "secrets", "a list of texts");
  need(isRecord(options), "options", "an object");
  need(
    isList(headers, (pair) => isList(pair, isText) && pair.length === 2),
    "headers",
    "a list of [name, value]",
  );
  const bytes = bytesOf(body);
  need(bytes !== undefined, "body", 'a text, or { "hex": "…" }');
  need(url === undefined || isText(url), "url", "a text");
  need(method === undefined || isText(method), "method", "a text");
  need(isRecord(expect), "expect", 'an object: { "ok": true, … }, { "code": "…" } or { "config": "…" }');
  return { name, secrets, options, headers, body: bytes, url, method, scheme, expect } as unknown as Vector;
}

/** Returns the bytes of a body, or undefined if the value is not a body. */
function bytesOf(body: unknown): Uint8Array | undefined {
  if (isText(body)) return new TextEncoder().encode(body);
  if (!isRecord(body) || !isText(body["hex"]) || !/^([\da-f]{2})*$/i.test(body["hex"])) return undefined;
  return Uint8Array.from(Buffer.from(body["hex"], "hex"));
}

function objectOf(value: unknown, path: string, place: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw unreadable(path, `${place} must be an object`);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: unknown, isOne: (one: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.every(isOne);

const unreadable = (path: string, problem: string): CliError =>
  usage(`${printable(path)} cannot be read: ${problem}. The format is in testdata/vectors/README.md of hookward.`);
