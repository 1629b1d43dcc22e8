/** The deliveries that match the filters, one page at a time. */

import { printable } from "../../../js/src/display/printable.js";
import { byId, el, icon } from "../dom.js";
import { utc } from "../time.js";
import { get } from "./api.js";
import { timeElement } from "./clock.js";
import { confirm } from "./confirm.js";
import { isFiltered, readFilters } from "./filters.js";
import { showDone, showProblem, wordsOf } from "./notice.js";
import { type DeliveryPage, type DeliveryRecord, deliveryPage } from "./records.js";
import { repeatedly } from "./routes.js";
import { markOf } from "./states.js";
import { Table } from "./table.js";

/** The maximum number of deliveries on a page. */
const LIMIT = 50;

const newer = byId<HTMLButtonElement>("newer");
const older = byId<HTMLButtonElement>("older");
const redeliverRange = byId<HTMLButtonElement>("redeliver-range");

type Cursor = DeliveryPage["cursor"];

/** The cursors of the pages up to the current page. The last cursor is the cursor of the current page. */
let cursors: Cursor[] = [null];
let next: Cursor = null;
let open: (record: DeliveryRecord) => void = () => {};
let changed: () => void = () => {};
let request: AbortController | undefined;
/** The paths of the routes that have a ledger. */
let paths: readonly string[] = [];

const table = new Table<DeliveryRecord>(byId("delivery-list"), {
  label: "Deliveries",
  keyOf: ({ path, key, origin }) => `${path} ${key} ${origin}`,
  empty: () =>
    isFiltered() || cursors.length > 1 ? "No delivery matches the filters." : "No delivery has been accepted yet.",
  columns: [
    {
      title: "Event",
      cell: (record) => [
        el(
          "button",
          { type: "button", class: "link", "data-action": "open", "aria-haspopup": "dialog" },
          nameOf(record),
        ),
      ],
    },
    { title: "State", cell: ({ state }) => [stateBadge(state)] },
    {
      title: "Id",
      cell: ({ deliveryId, webhookId }) => [el("code", {}, printable(deliveryId ?? webhookId ?? "–", 60))],
    },
    {
      title: "Route",
      cell: ({ path, origin }) => [
        el("span", { class: "path" }, printable(path), origin > 0 ? ` (origin ${origin + 1})` : ""),
      ],
    },
    { title: "Accepted", cell: ({ acceptedAt }) => [timeElement(acceptedAt)] },
    { title: "Attempts", isNumber: true, cell: ({ attemptCount }) => [String(attemptCount)] },
    { title: "Next", cell: ({ nextAt }) => [nextAt === null ? undefined : timeElement(nextAt)] },
  ],
  act: (_, record) => open(record),
});

/** Returns the name of a delivery in a list. */
export const nameOf = ({ event, deliveryId, webhookId, key }: DeliveryRecord): string =>
  printable(event ?? deliveryId ?? webhookId ?? key, 80);

/** Returns a state as a word with its mark. */
export function stateBadge(state: DeliveryRecord["state"]): HTMLElement {
  const mark = markOf(state);
  return el("span", { class: "delivery-state", "data-mark": mark }, icon(mark), printable(state));
}

/** Calls `opened` with the chosen delivery, and `then` whenever something is changed here. */
export function startList(opened: (record: DeliveryRecord) => void, then: () => void): void {
  open = opened;
  changed = then;
  newer.addEventListener("click", () => turn(() => cursors.pop()));
  older.addEventListener("click", () => turn(() => cursors.push(next)));
  redeliverRange.addEventListener("click", () => void redeliver());
}

async function turn(page: () => void): Promise<void> {
  page();
  for (const button of [newer, older]) button.disabled = true;
  await updateList().catch((error: unknown) => showProblem(wordsOf(error)));
  byId("deliveries").focus({ preventScroll: true });
  byId("deliveries").scrollIntoView({ block: "start" });
}

/** Goes back to the newest page. */
export function firstPage(): void {
  cursors = [null];
}

/** Requests the current page, and shows it. */
export async function updateList(): Promise<void> {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const filters = readFilters();
  let page: DeliveryPage;
  try {
    page = await get("deliveries", deliveryPage, { ...filters, limit: LIMIT, cursor: cursors.at(-1) }, signal);
  } catch (error) {
    // A newer request has replaced this one.
    if (signal.aborted) return;
    throw error;
  }
  if (signal.aborted) return;
  next = page.cursor;
  table.update(page.deliveries);
  newer.disabled = cursors.length === 1;
  older.disabled = next === null;
  redeliverRange.hidden = rangeOf() === undefined;
}

/** Removes the list. */
export function clearList(): void {
  request?.abort();
  firstPage();
  table.update([]);
}

/** Stores the paths of the routes that have a ledger. */
export function knowPaths(known: readonly string[]): void {
  paths = known;
}

interface Range {
  readonly path: string;
  readonly from: number;
  readonly before: number;
}

/** Returns the time and the route of the filters, if both are chosen. */
function rangeOf(): Range | undefined {
  const { path, from, before = Date.now() } = readFilters();
  const one = path || (paths.length === 1 ? paths[0] : undefined);
  return one === undefined || from === undefined || before <= from ? undefined : { path: one, from, before };
}

async function redeliver(): Promise<void> {
  const range = rangeOf();
  if (range === undefined) return;
  const { path, from, before } = range;
  const question = {
    title: `Redeliver all deliveries of ${printable(path)} in this time?`,
    text:
      `This sends again every delivery that was accepted from ${utc(new Date(from))} to ${utc(new Date(before))} and was ` +
      "delivered or is dead, with the same webhook-id as before. The other filters do not apply.",
    yes: "Redeliver",
  };
  if (!(await confirm(question))) return;
  try {
    const count = await repeatedly("redeliver", { path, from: Math.floor(from), before: Math.ceil(before) });
    showDone(
      count === 1 ? "1 delivery will be sent again." : `${count.toLocaleString("en")} deliveries will be sent again.`,
    );
    showProblem(undefined);
  } catch (error) {
    showProblem(wordsOf(error));
  }
  changed();
}
