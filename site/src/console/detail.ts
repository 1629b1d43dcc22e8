/** One delivery: its properties, its attempts, and the actions of an operator. */

import { printable } from "../../../js/src/display/printable.js";
import { byId, el } from "../dom.js";
import { get, post } from "./api.js";
import { timeline } from "./attempts.js";
import { timeElement } from "./clock.js";
import { confirm } from "./confirm.js";
import { nameOf, stateBadge } from "./list.js";
import { showDone, showProblem, wordsOf } from "./notice.js";
import { changedResponse, type DeliveryRecord, type WholeRecord, wholeDelivery } from "./records.js";
import { isOpen, meaningOf } from "./states.js";

const dialog = byId<HTMLDialogElement>("detail");
const content = byId("detail-content");

/** The delivery that is shown. */
let shown: { readonly path: string; readonly key: string } | undefined;
let changed: () => void = () => {};

/** Calls `then` whenever something is changed here. */
export function startDetail(then: () => void): void {
  changed = then;
  byId("detail-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    shown = undefined;
    content.replaceChildren();
  });
  content.addEventListener("click", ({ target }) => {
    const action =
      target instanceof Element ? target.closest<HTMLElement>("[data-action]")?.dataset["action"] : undefined;
    if (action !== undefined) void act(action);
  });
}

/** Shows a delivery. */
export async function openDetail(record: DeliveryRecord): Promise<void> {
  shown = { path: record.path, key: record.key };
  byId("detail-title").textContent = nameOf(record);
  showProblem(undefined, "detail-problem");
  content.replaceChildren(el("p", { class: "hint" }, "Loading …"));
  dialog.showModal();
  byId("detail-title").focus();
  await updateDetail();
}

/** Closes the dialog. */
export const closeDetail = (): void => dialog.close();

/** Requests the delivery that is shown again, if one is shown. */
export async function updateDetail(): Promise<void> {
  const asked = shown;
  if (asked === undefined) return;
  try {
    const { deliveries } = await get(`deliveries/${encodeURIComponent(asked.key)}`, wholeDelivery, {
      path: asked.path,
    });
    if (shown !== asked) return;
    show(deliveries);
  } catch (error) {
    if (shown === asked) showProblem(wordsOf(error), "detail-problem");
  }
}

function show(deliveries: readonly WholeRecord[]): void {
  const next = el(
    "div",
    { class: "detail" },
    actionsFor(deliveries),
    ...deliveries.map((delivery) => sectionFor(delivery, deliveries.length)),
    headersOf(deliveries[0]),
  );
  const old = content.firstElementChild;
  if (old?.isEqualNode(next)) return;
  const focused = document.activeElement;
  const action = focused instanceof HTMLElement && content.contains(focused) ? focused.dataset["action"] : undefined;
  const isOpenHeaders = content.querySelector("details")?.open === true;
  next.querySelector("details")?.toggleAttribute("open", isOpenHeaders);
  content.replaceChildren(next);
  if (action !== undefined)
    (content.querySelector<HTMLElement>(`[data-action="${action}"]`) ?? byId("detail-title")).focus();
}

/**
 * Creates the buttons for possible actions. A delivery in progress cannot be sent again, and neither can a delivery
 * without a body.
 */
function actionsFor(deliveries: readonly WholeRecord[]): HTMLElement {
  const button = (action: string, text: string, isPrimary = false) =>
    el("button", { type: "button", "data-action": action, class: isPrimary ? "primary" : undefined }, text);
  const canRedeliver = deliveries.some(({ state, hasBody }) => !isOpen(state) && state !== "erased" && hasBody);
  return el(
    "div",
    { class: "actions" },
    canRedeliver ? button("redeliver", "Redeliver", true) : undefined,
    deliveries.some(({ state }) => state === "dead") ? button("dismiss", "Dismiss …") : undefined,
    deliveries.some(({ state }) => state !== "erased") ? button("erase", "Erase …") : undefined,
  );
}

function sectionFor(delivery: WholeRecord, count: number): HTMLElement {
  const {
    origin,
    state,
    path,
    scheme,
    tenant,
    event,
    deliveryId,
    webhookId,
    key,
    acceptedAt,
    endedAt,
    bytes,
    hasBody,
  } = delivery;
  const text = (value: string | null) => (value === null ? undefined : printable(value, 300));
  const facts: readonly (readonly [string, Node | string | undefined])[] = [
    ["accepted", timeElement(acceptedAt)],
    ["ended", endedAt === null ? undefined : timeElement(endedAt)],
    ["route", text(path)],
    ["scheme", text(scheme)],
    ["tenant", text(tenant)],
    ["event", text(event)],
    ["delivery id", text(deliveryId)],
    ["webhook-id", text(webhookId)],
    ["dedupe key", text(key)],
    ["body", `${bytes.toLocaleString("en")} bytes, ${hasBody ? "kept" : "no longer kept"}`],
  ];
  const rows = facts.flatMap(([name, value]) =>
    value === undefined ? [] : el("div", {}, el("dt", {}, name), el("dd", {}, value)),
  );
  return el(
    "div",
    { class: "origin" },
    count > 1 ? el("h3", {}, `Origin ${origin + 1} of ${count}`) : undefined,
    el("p", { class: "state-line" }, stateBadge(state), el("span", {}, meaningOf(delivery))),
    el("dl", { class: "facts" }, ...rows),
    timeline(delivery),
  );
}

/** Creates the list of the headers that are sent to the origin. No other headers of the delivery are stored. */
function headersOf(delivery: WholeRecord | undefined): HTMLElement | undefined {
  const lines = Object.entries(delivery?.headers ?? {});
  if (lines.length === 0) return undefined;
  const rows = lines.map(([name, value]) =>
    el("div", {}, el("dt", {}, printable(name)), el("dd", {}, printable(value, 1000))),
  );
  return el(
    "details",
    {},
    el("summary", {}, "Headers that are sent to the origin"),
    el("dl", { class: "facts" }, ...rows),
  );
}

const QUESTIONS = {
  dismiss: {
    title: "Dismiss this delivery?",
    text: "The delivery will not be sent to the origin, and alerts no longer report it.",
    yes: "Dismiss",
  },
  erase: {
    title: "Erase this delivery?",
    text: "Its body, headers and attempts will be deleted permanently, for every origin, and no more attempts will be made. Its dedupe key is kept until the dedupe window ends.",
    yes: "Erase",
  },
};

const DONE: Readonly<Record<string, string>> = {
  redeliver: "The delivery will be sent again.",
  dismiss: "The delivery is dismissed.",
  erase: "The delivery is erased.",
};

async function act(action: string): Promise<void> {
  const asked = shown;
  if (asked === undefined) return;
  if ((action === "dismiss" || action === "erase") && !(await confirm(QUESTIONS[action]))) return;
  try {
    await post(`deliveries/${encodeURIComponent(asked.key)}/${action}`, changedResponse, { path: asked.path });
    showProblem(undefined, "detail-problem");
    showDone(DONE[action]);
  } catch (error) {
    showProblem(wordsOf(error), "detail-problem");
  }
  changed();
}
