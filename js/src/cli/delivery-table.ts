/** Prints the deliveries of a ledger. */

import { printable } from "../display/printable.js";
import type { DeliveryRecord, WholeRecord } from "./delivery-record.js";
import { columns, type Terminal } from "./terminal.js";

/** Returns a time in a format that people can read and that other commands accept. */
export const timeText = (time: number | null): string =>
  time === null ? "" : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");

/** Returns the cells of a delivery. Texts from a Worker are escaped, so they cannot control the terminal. */
const cells = (one: DeliveryRecord): string[] => [
  timeText(one.acceptedAt),
  printable(one.state),
  printable(`${one.attemptCount}`),
  printable(one.event ?? "-", 40),
  printable(one.deliveryId ?? one.webhookId ?? "-", 80),
  printable(one.path, 60) + (one.origin > 0 ? ` (origin ${one.origin})` : ""),
  printable(one.key),
];

/** Prints deliveries as a table. */
export function printTable(records: readonly DeliveryRecord[], { print, paint }: Terminal): void {
  const [head, ...rows] = columns([
    ["ACCEPTED", "STATE", "ATTEMPTS", "EVENT", "DELIVERY", "PATH", "KEY"],
    ...records.map(cells),
  ]);
  print(paint.dim(head ?? ""));
  for (const [at, row] of rows.entries()) print(records[at]?.state === "dead" ? paint.red(row) : row);
}

/** Prints a delivery in one line. */
export function printLine(record: DeliveryRecord, { print, paint }: Terminal): void {
  const [time = "", state = "", ...rest] = cells(record);
  const line = [time, state.padEnd(10), ...rest].join("  ");
  print(record.state === "dead" ? paint.red(line) : line);
}

/** Prints a delivery with its headers and attempts. */
export function printWhole(one: WholeRecord, { print, paint }: Terminal): void {
  const facts: [string, string | number | null][] = [
    ["state", one.reason === null ? one.state : `${one.state} (${one.reason})`],
    ["path", one.path],
    ["origin", one.origin],
    ["scheme", one.scheme],
    ["tenant", one.tenant],
    ["event", one.event],
    ["delivery id", one.deliveryId],
    ["webhook-id", one.webhookId],
    ["accepted", timeText(one.acceptedAt)],
    ["ended", timeText(one.endedAt)],
    ["next attempt", timeText(one.nextAt)],
    ["body", one.hasBody ? `${one.bytes} bytes` : "not kept"],
  ];
  print(paint.bold(printable(one.key)));
  const known = facts.filter(([, value]) => value !== null && value !== "");
  for (const line of columns(known.map(([name, value]) => [name, printable(`${value}`)]))) print(line);
  const headers = Object.entries(one.headers ?? {});
  if (headers.length > 0) print(paint.bold("Headers"));
  for (const line of columns(headers.map(([name, value]) => [printable(name), printable(value)]))) print(line);
  print(paint.bold(one.attempts.length === 0 ? "No attempts" : "Attempts"));
  const rows = one.attempts.map(({ number, at, took, status, error, response }) => [
    printable(`${number}`),
    timeText(at),
    printable(`${took} ms`),
    printable(status === null ? (error ?? "") : `${status}`),
    printable(response ?? "", 100),
  ]);
  for (const line of columns(rows)) print(line);
}
