/** The routes that have a ledger: the number of deliveries in each state, and the actions for all of them. */

import { printable } from "../../../js/src/display/printable.js";
import { byId, el } from "../dom.js";
import { post } from "./api.js";
import { since, until } from "./clock.js";
import { confirm } from "./confirm.js";
import { showDone, showProblem, wordsOf } from "./notice.js";
import { type Changed, changedResponse, pausedResponse, type RouteStatus } from "./records.js";
import { MOST_COUNTED } from "./summary.js";
import { Table } from "./table.js";

/**
 * The maximum number of calls for an operation. They are enough for a full ledger, because each call changes many
 * deliveries.
 */
const MOST_CALLS = 40;

const counted = (count = 0) => `${count.toLocaleString("en")}${count >= MOST_COUNTED ? "+" : ""}`;

let changed: () => void = () => {};

/** Calls `then` whenever something is changed here. */
export function startRoutes(then: () => void): void {
  changed = then;
}

const table = new Table<RouteStatus>(byId("route-list"), {
  label: "Routes",
  keyOf: ({ path }) => path,
  empty: () => "No route has a ledger.",
  columns: [
    { title: "Route", cell: (route) => [el("span", { class: "path" }, printable(route.path)), notesOf(route)] },
    { title: "Waiting", isNumber: true, cell: ({ waiting = 0, queued = 0 }) => [counted(waiting + queued)] },
    { title: "In flight", isNumber: true, cell: ({ attempting }) => [counted(attempting)] },
    { title: "Failed so far", isNumber: true, cell: ({ retrying }) => [counted(retrying)] },
    { title: "Delivered", isNumber: true, cell: ({ delivered }) => [counted(delivered)] },
    {
      title: "Dead",
      isNumber: true,
      cell: ({ dead = 0 }) => [dead > 0 ? el("strong", { class: "dead" }, counted(dead)) : "0"],
    },
    {
      title: "Oldest",
      cell: ({ oldestAcceptedAt: at }) => [typeof at === "number" ? `waiting for ${since(at)}` : "–"],
    },
    { title: "Do", cell: (route) => [actionsOf(route)] },
  ],
  act: (action, route) => void act(action, route),
});

export const showRoutes = (routes: readonly RouteStatus[]): void => table.update(routes);

function notesOf({ code, paused, circuits = [] }: RouteStatus): Node | undefined {
  const open = circuits.filter(({ openUntil }) => openUntil !== null);
  const notes = [
    code === undefined ? undefined : "The ledger did not reply.",
    paused ? "Paused: no attempts are made." : undefined,
    ...open.map(({ openUntil }) =>
      (openUntil ?? 0) > Date.now()
        ? `Nothing is sent for ${until(openUntil ?? 0)}, after several failures in a row.`
        : "One delivery is sent alone, to test whether the origin is up.",
    ),
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : el("span", { class: "route-note" }, notes.join(" "));
}

function actionsOf({ path, code, paused, dead = 0 }: RouteStatus): Node {
  const button = (action: string, text: string) =>
    el(
      "button",
      { type: "button", class: "small", "data-action": action, "aria-label": `${text}: ${printable(path)}` },
      text,
    );
  if (code !== undefined) return el("span", {}, "–");
  return el(
    "div",
    { class: "row-actions" },
    paused ? button("resume", "Resume") : button("pause", "Pause"),
    dead > 0 ? button("redeliver", "Redeliver dead …") : undefined,
    dead > 0 ? button("dismiss", "Dismiss dead …") : undefined,
  );
}

async function act(action: string, { path, dead = 0 }: RouteStatus): Promise<void> {
  const name = printable(path);
  try {
    if (action === "pause" || action === "resume") {
      await post(action, pausedResponse, { path });
      showDone(action === "pause" ? `${name} is paused. Deliveries are still accepted.` : `${name} is resumed.`);
    } else if (action === "redeliver") {
      const question = {
        title: `Redeliver all dead deliveries of ${name}?`,
        text: `This sends ${dead === 1 ? "1 delivery" : `${counted(dead)} deliveries`} to the origin again, with the same webhook-id as before.`,
        yes: "Redeliver",
      };
      if (!(await confirm(question))) return;
      const count = await repeatedly("redeliver", { path, state: "dead" });
      showDone(`${deliveries(count)} of ${name} will be sent again.`);
    } else {
      const question = {
        title: `Dismiss all dead deliveries of ${name}?`,
        text: `${dead === 1 ? "1 delivery is" : `${counted(dead)} deliveries are`} no longer reported, and not sent to the origin.`,
        yes: "Dismiss",
      };
      if (!(await confirm(question))) return;
      showDone(`${deliveries(await repeatedly("dismiss", { path }))} of ${name} dismissed.`);
    }
    showProblem(undefined);
  } catch (error) {
    showProblem(wordsOf(error));
  }
  changed();
}

const deliveries = (count: number) => (count === 1 ? "1 delivery" : `${count.toLocaleString("en")} deliveries`);

/** Repeats an operation until no more deliveries remain, and returns the number of deliveries that it changed. */
export async function repeatedly(path: string, parameters: Readonly<Record<string, string | number>>): Promise<number> {
  let total = 0;
  let cursor: string | null = null;
  for (let call = 0; call < MOST_CALLS; call++) {
    const part: Changed = await post(path, changedResponse, { ...parameters, cursor });
    total += part.count;
    cursor = part.cursor ?? null;
    if (part.more !== true && cursor === null) break;
  }
  return total;
}
