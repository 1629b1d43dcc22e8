/** The last hours: the number of deliveries that were accepted in each half hour, and their outcomes. */

import { byId, el } from "../dom.js";
import { get } from "./api.js";
import { type DeliveryPage, type DeliveryRecord, deliveryPage } from "./records.js";
import { isOpen } from "./states.js";

const MINUTE = 60_000;
const WIDTH = 30 * MINUTE;
const BARS = 24;
/** The maximum number of pages that are requested. A page has a thousand deliveries. */
const MOST_PAGES = 5;
const PAGE = 1000;

const SVG = "http://www.w3.org/2000/svg";

/** The outcomes of a delivery, from the bottom of a bar to its top. */
const KINDS = [
  ["dead", "dead"],
  ["open", "on the way"],
  ["delivered", "delivered"],
  ["ended", "dismissed or erased"],
] as const;
type Kind = (typeof KINDS)[number][0];

type Bar = { readonly from: number; readonly counts: Record<Kind, number> };

/** The data of the chart. Every delivery since the time `since` is counted. */
interface Hours {
  readonly bars: readonly Bar[];
  readonly since: number;
  readonly isWhole: boolean;
}

const place = byId("chart");

/** Requests the deliveries of the last hours, and shows them. */
export async function updateChart(): Promise<void> {
  const next = figure(await readHours());
  const isOpenTable = place.querySelector("details")?.open === true;
  next.querySelector("details")?.toggleAttribute("open", isOpenTable);
  if (!next.isEqualNode(place.firstElementChild)) replaceKeepingFocus(next);
}

/** Removes the chart. */
export const clearChart = (): void => place.replaceChildren();

function replaceKeepingFocus(next: HTMLElement): void {
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(next);
  if (hadFocus) next.querySelector("summary")?.focus();
}

async function readHours(): Promise<Hours> {
  const end = Math.floor(Date.now() / WIDTH) * WIDTH + WIDTH;
  const from = end - BARS * WIDTH;
  const records = new Map<string, DeliveryRecord[]>();
  let cursor: DeliveryPage["cursor"] = null;
  let oldest = Number.POSITIVE_INFINITY;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { deliveries, cursor: next }: DeliveryPage = await get("deliveries", deliveryPage, {
      from,
      limit: PAGE,
      cursor,
    });
    for (const record of deliveries) {
      const key = `${record.path} ${record.key}`;
      records.set(key, [...(records.get(key) ?? []), record]);
      oldest = Math.min(oldest, record.acceptedAt);
    }
    cursor = next;
    if (cursor === null) break;
  }
  const bars = [...Array(BARS).keys()].map((at) => ({
    from: from + at * WIDTH,
    counts: { dead: 0, open: 0, delivered: 0, ended: 0 },
  }));
  for (const ofOne of records.values()) {
    const bar = bars[Math.floor(((ofOne[0]?.acceptedAt ?? 0) - from) / WIDTH)];
    if (bar !== undefined) bar.counts[kindOf(ofOne)] += 1;
  }
  return { bars, since: cursor === null ? from : oldest, isWhole: cursor === null };
}

/** Returns the outcome of a delivery, which is the worst of its outcomes for the origins. */
function kindOf(records: readonly DeliveryRecord[]): Kind {
  if (records.some(({ state }) => state === "dead")) return "dead";
  if (records.some(({ state }) => isOpen(state))) return "open";
  return records.some(({ state }) => state === "delivered") ? "delivered" : "ended";
}

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" });
const totalOf = ({ counts }: Bar) => KINDS.reduce((sum, [kind]) => sum + counts[kind], 0);

function figure({ bars, since, isWhole }: Hours): HTMLElement {
  const highest = Math.max(1, ...bars.map(totalOf));
  const total = bars.reduce((sum, bar) => sum + totalOf(bar), 0);
  const of = (kind: Kind) => bars.reduce((sum, { counts }) => sum + counts[kind], 0);
  const shown = KINDS.filter(([kind]) => kind === "delivered" || of(kind) > 0);
  const words = shown.map(([kind, name]) => `${of(kind).toLocaleString("en")} ${name}`).join(", ");
  const text = `${total.toLocaleString("en")} accepted since ${clock.format(since)}: ${words}.`;
  const labels = bars.filter((_, at) => at % 6 === 0).map(({ from }) => el("span", {}, clock.format(from)));
  return el(
    "figure",
    { class: "hours" },
    el(
      "figcaption",
      {},
      text,
      isWhole ? undefined : " Earlier deliveries are not counted, because there are too many.",
    ),
    el(
      "div",
      { class: "bars" },
      el("span", { class: "highest", "aria-hidden": "true" }, highest.toLocaleString("en")),
      picture(bars, highest),
      el("div", { class: "hour-labels", "aria-hidden": "true" }, ...labels, el("span", {}, "now")),
    ),
    el(
      "ul",
      { class: "legend", "aria-hidden": "true" },
      ...shown.map(([kind, name]) => el("li", { "data-kind": kind }, name)),
    ),
    el("details", {}, el("summary", {}, "Show as a table"), numbers(bars, shown)),
  );
}

const GAP = 0.2;

/**
 * Creates the bars. The units are the width of a bar, and one percent of the highest bar. The style sheet has the size
 * and the colours.
 */
function picture(bars: readonly Bar[], highest: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${BARS} 100`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [at, bar] of bars.entries()) {
    let top = 100;
    for (const [kind] of KINDS) {
      const height = (bar.counts[kind] / highest) * 100;
      if (height === 0) continue;
      top -= height;
      const rect = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: at + GAP / 2, y: top, width: 1 - GAP, height }))
        rect.setAttribute(name, value.toFixed(2));
      rect.dataset["kind"] = kind;
      svg.append(rect);
    }
  }
  return svg;
}

function numbers(bars: readonly Bar[], shown: readonly (readonly [kind: Kind, name: string])[]): HTMLElement {
  const rows = bars
    .filter((bar) => totalOf(bar) > 0)
    .map(({ from, counts }) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, `${clock.format(from)} to ${clock.format(from + WIDTH)}`),
        ...shown.map(([kind]) => el("td", { class: "number" }, counts[kind].toLocaleString("en"))),
      ),
    );
  if (rows.length === 0) return el("p", {}, "Nothing was accepted.");
  const titles = ["Accepted", ...shown.map(([, name]) => name)];
  return el(
    "table",
    { class: "numbers" },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        ...titles.map((title, at) => el("th", { scope: "col", class: at > 0 ? "number" : undefined }, title)),
      ),
    ),
    el("tbody", {}, ...rows),
  );
}
