/** `hookward deliveries`: lists and changes the deliveries in a Worker's ledgers. */

import { printable } from "../display/printable.js";
import { EXIT, type ExitCode, failed, usage } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { type DeliveryPage, deliveryPage, STATES, wholeDelivery, wholeRecord } from "./delivery-record.js";
import { printTable, printWhole, timeText } from "./delivery-table.js";
import { changedPart, changedResponse, ledgerStatus, pausedResponse, type RouteStatus } from "./ledger-status.js";
import { nearest } from "./nearest.js";
import { endless, foreign, MOST_REQUESTS, Operator } from "./operator.js";
import { type Call, REFUSED, refused } from "./refused.js";
import { tail } from "./tail.js";
import { columns, type Terminal } from "./terminal.js";
import { WORKER } from "./worker-url.js";

interface Action {
  /** The options of the action, in addition to those of every action. */
  readonly options: readonly string[];
  /** Whether the action accepts or requires the key of a delivery. */
  readonly key: "none" | "needed" | "optional";
  run(call: Call): Promise<ExitCode>;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  list: { options: ["state", "from", "before", "text", "limit"], key: "none", run: list },
  show: { options: [], key: "needed", run: show },
  redeliver: { options: ["dead", "from", "before"], key: "optional", run: redeliver },
  dismiss: { options: ["dead"], key: "optional", run: dismiss },
  erase: { options: [], key: "needed", run: (call) => change(call, "erase") },
  pause: { options: [], key: "none", run: (call) => pause(call, "pause") },
  resume: { options: [], key: "none", run: (call) => pause(call, "resume") },
  export: { options: ["state", "from", "before"], key: "none", run: exportLines },
  tail: { options: ["interval"], key: "none", run: ({ operator, given, terminal }) => tail(operator, given, terminal) },
  status: { options: [], key: "none", run: status },
  refused: { options: ["limit", ...Object.keys(REFUSED)], key: "optional", run: refused },
};

export const deliveries: Command = {
  name: "deliveries",
  summary: "list, redeliver and erase the deliveries in the Worker's ledgers",
  operands: [Object.keys(ACTIONS).join("|"), "[KEY]"],
  options: {
    ...WORKER,
    path: {
      type: "string",
      value: "PATH",
      help: "the path of one route (default: all routes, if the action allows it)",
    },
    state: {
      type: "string",
      value: "STATES",
      help: `for list and export: ${STATES.join(", ")}; separate several with commas`,
    },
    from: {
      type: "string",
      value: "TIME",
      help: "only deliveries accepted since this time, such as 2026-05-07T14:32:18Z, or in the last 30m, 6h or 2d",
    },
    before: { type: "string", value: "TIME", help: "only deliveries accepted before this time (default: now)" },
    text: {
      type: "string",
      value: "TEXT",
      help: "for list: only deliveries with this text in the key, the ids, the event or the tenant",
    },
    limit: {
      type: "string",
      value: "NUMBER",
      help: "for list and refused: how many of the newest to print (default: 50)",
    },
    dead: { type: "boolean", help: "for redeliver and dismiss: all dead deliveries of a route" },
    interval: { type: "string", value: "SECONDS", help: "for tail: how often to ask the Worker (default: 2)" },
    ...REFUSED,
  },
  about: [
    "Sends requests to the Worker below /_hookward/. The environment variable OPERATOR_TOKEN must have the value of the Worker's secret of " +
      "the same name.",
    "list prints deliveries, the newest first. show prints one delivery, with its headers and attempts. tail prints a delivery when it is accepted and when its " +
      "state changes, until you press Ctrl-C. export prints all deliveries as JSON lines, with headers and attempts. status counts deliveries. Its exit code is 1 if " +
      "a delivery is dead or waits too long.",
    "redeliver restarts the attempts with the same webhook-id: for the delivery with KEY, for all dead deliveries with --dead, or for those that " +
      "were accepted from --from to --before and are delivered or dead. dismiss removes dead deliveries from the status. erase removes the body, the headers and the " +
      "attempts of one delivery.",
    "pause stops the attempts of a route until resume. The route still accepts deliveries.",
    "refused lists the requests that routes with keepRefused refused. With the id of a request as KEY, refused prints its headers. --explain says " +
      "why the request was refused, as hookward explain does. The explanation is computed on this machine, so the secret stays here. --json also prints the body, in a " +
      "format that hookward explain reads. --erase deletes the request, or without KEY all requests of a route.",
  ],
  examples: [
    "hookward deliveries list --url https://hooks.example.com --state dead",
    "hookward deliveries redeliver --dead --url https://hooks.example.com --path /webhooks/gilbert",
    "hookward deliveries refused 456789012345678 --explain --url https://hooks.example.com",
    "hookward deliveries export --url https://hooks.example.com --from 1d > deliveries.ndjson",
  ],
  async run(given, terminal) {
    const [name = "", key = ""] = given.operands;
    const action = ACTIONS[name];
    if (action === undefined) {
      const near = nearest(name, Object.keys(ACTIONS));
      const what =
        near === undefined ? `Write: hookward deliveries ${Object.keys(ACTIONS).join("|")}` : `Did you mean ${near}?`;
      throw usage(name === "" ? what : `There is no such action. ${what}`);
    }
    const other = Object.values(ACTIONS).flatMap(({ options }) => options);
    const beside = other.find((option) => given.has(option) && !action.options.includes(option));
    if (beside !== undefined) throw usage(`hookward deliveries ${name} does not have the option --${beside}.`);
    if (key === "" && action.key === "needed")
      throw usage(`Name a delivery: hookward deliveries ${name} KEY. hookward deliveries list prints the keys.`);
    if (key !== "" && action.key === "none") throw usage(`hookward deliveries ${name} accepts no KEY.`);
    if (!/^[\w-]*$/.test(key)) throw usage("KEY must be the key of a delivery, as hookward deliveries list prints it.");
    return action.run({ operator: new Operator(given), key, given, terminal });
  },
};

async function list({ operator, given, terminal }: Call): Promise<ExitCode> {
  const most = given.count("limit") ?? 50;
  const parameters = { ...filters(given), text: given.text("text") };
  const recordsOf = ({ deliveries }: DeliveryPage) => deliveries;
  const { found, isCut } = await operator.newest("deliveries", deliveryPage, parameters, most, recordsOf);
  if (given.is("json")) for (const record of found) terminal.json(record);
  else if (found.length === 0) terminal.print("There are no deliveries.");
  else printTable(found, terminal);
  if (isCut) terminal.note(`There are older deliveries. --limit ${most * 10} lists more.`);
  return EXIT.ok;
}

async function show({ operator, key, given, terminal }: Call): Promise<ExitCode> {
  const page = await operator.ask("GET", `deliveries/${key}`, wholeDelivery, pathOf(given));
  for (const [at, record] of page.deliveries.entries()) {
    if (given.is("json")) terminal.json(record, 2);
    else {
      if (at > 0) terminal.print();
      printWhole(record, terminal);
    }
  }
  return EXIT.ok;
}

async function redeliver(call: Call): Promise<ExitCode> {
  const { operator, key, given } = call;
  const hasRange = given.has("from") || given.has("before");
  if ([key !== "", given.is("dead"), hasRange].filter(Boolean).length !== 1)
    throw usage("Choose what to redeliver: KEY, --dead, or --from and --before.");
  if (key !== "") return change(call, "redeliver");
  if (given.is("dead")) return changeDead(call, "redeliver", { state: "dead" });
  if (!given.has("from")) throw usage("Set the start with --from, such as --from 6h.");
  const range = { before: `${Date.now()}`, ...filters(given) };
  let total = 0;
  for await (const { count } of operator.parts("POST", "redeliver", changedPart, range)) total += count;
  return report(call, "redeliver", total);
}

async function dismiss(call: Call): Promise<ExitCode> {
  if ((call.key !== "") === call.given.is("dead")) throw usage("Choose what to dismiss: KEY, or --dead.");
  return call.key === "" ? changeDead(call, "dismiss", {}) : change(call, "dismiss");
}

/** Changes one delivery. */
async function change(call: Call, action: string): Promise<ExitCode> {
  const { operator, key, given } = call;
  const { count } = await operator.ask("POST", `deliveries/${key}/${action}`, changedResponse, pathOf(given));
  return report(call, action, count);
}

/**
 * Changes all dead deliveries, in several requests. The operation stops at the number of deliveries that were dead at the start. Otherwise deliveries
 * that die again in the meantime would be redelivered repeatedly.
 */
async function changeDead(call: Call, action: string, parameters: Record<string, string>): Promise<ExitCode> {
  const { operator, given } = call;
  const { routes } = await operator.ask("GET", "status", ledgerStatus, {}, [200, 503]);
  const dead = routes.filter(isAsked(given)).map((route) => route.dead ?? 0);
  const most = Math.max(0, ...dead);
  let total = 0;
  for (let requests = 0; total === 0 || total < most; requests++) {
    if (requests === MOST_REQUESTS) throw endless();
    const part = await operator.ask("POST", action, changedResponse, { ...pathOf(given), ...parameters });
    total += part.count;
    if (part.more !== true) break;
    if (part.count === 0) throw foreign();
  }
  return report(call, action, total);
}

function report({ given, terminal }: Call, action: string, count: number): ExitCode {
  const done = { redeliver: "redelivered", dismiss: "dismissed", erase: "erased" }[action] ?? action;
  if (given.is("json")) terminal.json({ count });
  else terminal.print(`${done}: ${printable(`${count}`)}`);
  return EXIT.ok;
}

async function pause({ operator, given, terminal }: Call, action: "pause" | "resume"): Promise<ExitCode> {
  const { paused } = await operator.ask("POST", action, pausedResponse, pathOf(given));
  if (given.is("json")) terminal.json({ paused });
  else
    terminal.print(
      paused
        ? "Paused: deliveries are still accepted, but no attempts are made until resume."
        : "Resumed: attempts are made again.",
    );
  return EXIT.ok;
}

async function exportLines({ operator, given, terminal }: Call): Promise<ExitCode> {
  for await (const record of operator.lines("export", wholeRecord, filters(given))) terminal.json(record);
  return EXIT.ok;
}

async function status({ operator, given, terminal }: Call): Promise<ExitCode> {
  const result = await operator.ask("GET", "status", ledgerStatus, {}, [200, 503]);
  const routes = result.routes.filter(isAsked(given));
  if (routes.length === 0 && given.has("path")) throw failed("No route with this path has a ledger.");
  const ok = given.has("path") ? routes.every((route) => route.ok) : result.ok;
  if (given.is("json")) terminal.json({ ok, routes }, 2);
  else printStatus(routes, terminal);
  return ok ? EXIT.ok : EXIT.refused;
}

function printStatus(routes: readonly RouteStatus[], { print, paint }: Terminal): void {
  const number = (count: number | undefined) => (count === undefined ? "-" : printable(`${count}`));
  const [head, ...rows] = columns([
    ["", "WAITING", "QUEUED", "RETRYING", "ATTEMPTING", "DELIVERED", "DEAD", "OLDEST", "PATH"],
    ...routes.map((route) => [
      route.ok ? "ok" : "not ok",
      ...[route.waiting, route.queued, route.retrying, route.attempting, route.delivered, route.dead].map(number),
      timeText(route.oldestAcceptedAt ?? null) || "-",
      `${printable(route.path)}${route.paused ? " (paused)" : ""}`,
    ]),
  ]);
  print(paint.dim(head ?? ""));
  for (const [at, row] of rows.entries()) print(routes[at]?.ok ? row : paint.red(row));
}

/** Returns whether a ledger was asked for, by its own path or by the path of its route. */
const isAsked =
  (given: Given) =>
  ({ path }: RouteStatus) =>
    [undefined, path, path.replace(/#\d+$/, "")].includes(given.text("path"));

const pathOf = (given: Given) => ({ path: given.text("path") });

/** Returns the parameters that select deliveries. */
const filters = (given: Given) => ({
  ...pathOf(given),
  state: given.text("state"),
  ...(given.has("from") && { from: timeOf(given, "from") }),
  ...(given.has("before") && { before: timeOf(given, "before") }),
});

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Returns a time in the format that the Worker accepts. `6h` means six hours ago. */
function timeOf(given: Given, name: string): string {
  const text = given.text(name) ?? "";
  const [, number, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (unit === undefined && !/^\d/.test(text))
    throw usage(`--${name} must be a time, such as 2026-05-07T14:32:18Z, or how long ago, such as 30m, 6h or 2d.`);
  return unit === undefined ? text : `${Date.now() - Number(number) * (UNITS[unit] ?? 0)}`;
}
