/**
 * `hookward deliveries refused`: lists the requests that routes with `keepRefused` kept, and explains why they were
 * refused.
 */

import { printable } from "../display/printable.js";
import { explain } from "../explain.js";
import { schemes } from "../index.js";
import { EXIT, type ExitCode, usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";
import { timeText } from "./delivery-table.js";
import { printResult } from "./explanation.js";
import { changedResponse } from "./ledger-status.js";
import type { Operator } from "./operator.js";
import {
  type RefusedPage,
  type RefusedRecord,
  refusedPage,
  type WholeRefused,
  wholeRefused,
} from "./refused-record.js";
import { idOf, SCHEME, schemeOf } from "./scheme.js";
import { SECRET, secretsOfRoute } from "./secret.js";
import { columns, type Terminal } from "./terminal.js";

/** The options of an explanation. */
const EXPLAINED: Options = { ...SCHEME, ...SECRET };

/** The options that only this action has. */
export const REFUSED: Options = {
  code: {
    type: "string",
    value: "CODE",
    help: "for refused: only requests with this code, such as signature_mismatch",
  },
  explain: {
    type: "boolean",
    help: "for refused: find the change that makes the signature of ID match. Requires the secret",
  },
  erase: { type: "boolean", help: "for refused: erase ID, or all requests of a route" },
  ...Object.fromEntries(
    Object.entries(EXPLAINED).map(([name, option]) => [name, { ...option, help: `for --explain: ${option.help}` }]),
  ),
};

/** A call of an action. `key` is the key of a delivery, or the id of a refused request. */
export interface Call {
  readonly operator: Operator;
  readonly key: string;
  readonly given: Given;
  readonly terminal: Terminal;
}

/** Lists, shows, explains or erases refused requests. */
export async function refused(call: Call): Promise<ExitCode> {
  const { key, given } = call;
  if (!/^\d*$/.test(key)) throw usage("Write the id of a request, as hookward deliveries refused prints it.");
  if (given.is("erase") && given.is("explain")) throw usage("Give either --explain or --erase.");
  if (given.is("erase")) return erase(call);
  const beside = Object.keys(EXPLAINED).find((name) => given.has(name) && !given.is("explain"));
  if (beside !== undefined) throw usage(`--${beside} requires --explain.`);
  if (key !== "") return given.is("explain") ? explained(call) : show(call);
  if (given.is("explain"))
    throw usage(
      "Name a request: `hookward deliveries refused ID --explain`. To list the ids, run `hookward deliveries refused`.",
    );
  return list(call);
}

async function list({ operator, given, terminal }: Call): Promise<ExitCode> {
  const most = given.count("limit") ?? 50;
  const parameters = { path: given.text("path"), code: given.text("code") };
  const recordsOf = ({ refused }: RefusedPage) => refused;
  const { found, isCut } = await operator.newest("refused", refusedPage, parameters, most, recordsOf);
  if (given.is("json")) for (const record of found) terminal.json(record);
  else if (found.length === 0)
    terminal.print("There are no refused requests. Only routes with keepRefused store refused requests, for 7 days.");
  else printTable(found, terminal);
  if (isCut) terminal.note(`There are older requests. --limit ${most * 10} lists more.`);
  return EXIT.ok;
}

function printTable(records: readonly RefusedRecord[], { print, paint }: Terminal): void {
  const [head = "", ...rows] = columns([
    ["RECEIVED", "CODE", "SCHEME", "BYTES", "PATH", "ID"],
    ...records.map(({ at, code, scheme, bytes, path, tenant, id }) => [
      timeText(at),
      printable(code),
      printable(scheme, 40),
      bytes === null ? "-" : printable(`${bytes}`),
      printable(path, 60) + (tenant === undefined ? "" : ` (${printable(tenant, 64)})`),
      printable(id),
    ]),
  ]);
  print(paint.dim(head));
  for (const row of rows) print(row);
}

async function show(call: Call): Promise<ExitCode> {
  const { given, terminal } = call;
  for (const record of await found(call)) {
    if (given.is("json")) terminal.json(record, 2);
    else printWhole(record, terminal);
  }
  return EXIT.ok;
}

/** Returns the requests with an id. Two routes can have requests with the same id, but this is rare. */
async function found({ operator, key, given }: Call): Promise<readonly WholeRefused[]> {
  const { refused } = await operator.ask("GET", `refused/${key}`, wholeRefused, { path: given.text("path") });
  return refused;
}

function printWhole(one: WholeRefused, { print, paint }: Terminal): void {
  print(paint.bold(printable(one.id)));
  const facts: [string, string | undefined][] = [
    ["code", one.code],
    ["path", one.path],
    ["scheme", one.scheme],
    ["tenant", one.tenant],
    ["received", timeText(one.at)],
    ["method", one.method],
    ["url", one.url],
    ["body", one.bytes === null ? "not read" : `${one.bytes} bytes${one.isCut ? ", of which the first are kept" : ""}`],
  ];
  const rows = facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, printable(value)]]));
  for (const line of columns(rows)) print(line);
  const headers = Object.entries(one.headers);
  print(paint.bold(headers.length === 0 ? "No stored headers" : "Headers"));
  for (const line of columns(headers.map(([name, value]) => [printable(name), printable(value)]))) print(line);
  print(`Why: hookward deliveries refused ${printable(one.id)} --explain`);
}

/** Explains a request on this machine, so that the secret is not sent anywhere. */
async function explained(call: Call): Promise<ExitCode> {
  const { given, terminal } = call;
  const [record] = await found(call);
  if (record === undefined) return EXIT.refused;
  const scheme = given.has("scheme") ? await schemeOf(given) : builtIn(record.scheme);
  const secrets = await secretsOfRoute(given, idOf(scheme), tenantOf(record), terminal);
  const { headers, method, url, at: now } = record;
  const body = Buffer.from(record.bodyBase64 ?? "", "base64");
  const explanation = explain({ scheme, secrets, headers, body, method, url, now });
  const isOk = explanation.result.ok;
  if (given.is("json")) terminal.json(explanation);
  else printResult(explanation, terminal, noteOf(record, isOk));
  return isOk ? EXIT.ok : EXIT.refused;
}

/** Returns the tenant of a request. If the Worker does not know the tenant, the segment of the path is used. */
function tenantOf({ tenant, path, url }: RefusedRecord): string | undefined {
  const at = `${path}`.split("/").indexOf("{tenant}");
  if (tenant !== undefined || at < 0) return tenant;
  return `${url}`.replace(/^https?:\/\/[^/]*/, "").split(/[/?]/)[at] ?? "";
}

/** Returns the id of a route's scheme if the scheme is built in. Throws for a custom scheme, which also has an id. */
function builtIn(id: string) {
  if (Object.hasOwn(schemes, id)) return id as keyof typeof schemes;
  throw usage(`The scheme ${printable(id, 40)} is not built in. Name its file: --scheme FILE.json.`);
}

/** Returns a note on the limits of an explanation, or undefined if it has none. */
function noteOf({ code, bytes, isCut }: RefusedRecord, isOk: boolean): string | undefined {
  if (bytes === null)
    return `The Worker refused the request (${printable(code)}) before it read the body, so ignore what follows about the signature.`;
  if (isCut) return `Only the first 65536 of the body's ${bytes} bytes are kept, so no signature can match.`;
  if (isOk)
    return `The Worker refused the request (${printable(code)}), but it verifies here. Compare the secret, the tolerance and the URL of the route with those that you used here.`;
  return undefined;
}

async function erase({ operator, key, given, terminal }: Call): Promise<ExitCode> {
  const path = key === "" ? "refused/erase" : `refused/${key}/erase`;
  const { count } = await operator.ask("POST", path, changedResponse, { path: given.text("path") });
  if (given.is("json")) terminal.json({ count });
  else terminal.print(`erased: ${printable(`${count}`)}`);
  return EXIT.ok;
}
