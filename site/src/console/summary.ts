/** The current situation, as a headline. */

import { byId, el, icon } from "../dom.js";
import { since } from "./clock.js";
import type { RouteStatus, Status } from "./records.js";

/** The maximum number that a ledger counts to. */
export const MOST_COUNTED = 10_000;

const place = byId("summary");
const introduction = [...place.children];

/** Shows the summary. Without a status, shows the purpose of the page. */
export function showSummary(status: Status | undefined): void {
  if (status === undefined) {
    place.replaceChildren(...introduction);
    return;
  }
  const { mark, title, text } = summaryOf(status);
  const next = [el("p", { class: "badge", "data-mark": mark }, icon(mark), title), el("p", { class: "lead" }, text)];
  // Unchanged content is not announced again.
  const isSame = next.every((one, at) => one.isEqualNode(place.children[at] ?? null));
  if (!isSame) place.replaceChildren(...next);
}

interface Summary {
  readonly mark: "passed" | "failed" | "waiting";
  readonly title: string;
  readonly text: string;
}

function summaryOf({ ok, routes }: Status): Summary {
  const sum = (count: (route: RouteStatus) => number) => routes.reduce((total, route) => total + count(route), 0);
  const dead = sum((route) => route.dead ?? 0);
  const open = sum(openOf);
  const silent = routes.filter(({ code }) => code !== undefined).length;
  const paused = routes.filter((route) => route.paused).length;
  const stopped = sum((route) => (route.circuits ?? []).filter(({ openUntil }) => openUntil !== null).length);
  const oldest = Math.min(...routes.map((route) => route.oldestAcceptedAt ?? Number.POSITIVE_INFINITY));
  const wait = Number.isFinite(oldest) ? ` The oldest has waited for ${since(oldest)}.` : "";
  const others = [
    open > 0 ? `${deliveries(open)} on the way.${wait}` : undefined,
    stopped > 0
      ? `${stopped} ${stopped === 1 ? "origin is" : "origins are"} sent nothing for now, after several failures in a row.`
      : undefined,
    paused > 0 ? `${paused} ${paused === 1 ? "route is" : "routes are"} paused.` : undefined,
  ].filter((text) => text !== undefined);
  if (routes.length === 0)
    return {
      mark: "waiting",
      title: "No ledger",
      text: "No route has a ledger. Set a route's mode, as docs/LEDGER.md shows.",
    };
  if (silent > 0)
    return {
      mark: "failed",
      title: "Some ledgers did not reply",
      text: `${silent} of ${routes.length} ledgers did not reply. See the log for the reason.`,
    };
  if (dead > 0)
    return {
      mark: "failed",
      title: "Some deliveries are dead",
      text: [`${deliveries(dead)} dead.`, ...others].join(" "),
    };
  if (!ok && open > 0) return { mark: "failed", title: "Some deliveries wait too long", text: others.join(" ") };
  if (!ok)
    return {
      mark: "failed",
      title: "Configuration error",
      text: "A route is misconfigured. See the Worker's log for the reason.",
    };
  if (others.length > 0) return { mark: "waiting", title: "On the way", text: others.join(" ") };
  return { mark: "passed", title: "All is well", text: "All accepted deliveries have arrived." };
}

const deliveries = (count: number) =>
  `${count >= MOST_COUNTED ? "At least " : ""}${count.toLocaleString("en")} ${count === 1 ? "delivery is" : "deliveries are"}`;

/** Returns the number of a route's deliveries for which attempts remain. */
export const openOf = ({ waiting = 0, retrying = 0, attempting = 0, queued = 0 }: RouteStatus): number =>
  waiting + retrying + attempting + queued;
