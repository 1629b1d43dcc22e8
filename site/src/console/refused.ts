/** The refused requests that routes keep, and the way to their explanations. */

import { printable } from "../../../js/src/display/printable.js";
import { byId, el } from "../dom.js";
import { ApiError, get, post } from "./api.js";
import { timeElement } from "./clock.js";
import { confirm } from "./confirm.js";
import { showDone, showProblem, wordsOf } from "./notice.js";
import { changedResponse, type RefusedRecord, refusedPage, wholeRefused } from "./records.js";
import { Table } from "./table.js";

/** The URL of the page that explains, if it is served next to this page. */
const EXPLAIN = new URL("../explain/", location.href);

/** The maximum number of requests that the Worker returns at once: the requests of twenty routes. */
const LIMIT = 1000;

const section = byId("refused");
const eraseAll = byId<HTMLButtonElement>("erase-refused");

/** Whether the page that explains exists. It is checked once a request can be explained. */
let hasExplain: boolean | undefined;
let shown: readonly RefusedRecord[] = [];
let changed: () => void = () => {};

const table = new Table<RefusedRecord>(byId("refused-list"), {
  label: "Refused requests",
  keyOf: ({ path, id }) => `${path} ${id}`,
  empty: () => "No refused requests are stored.",
  columns: [
    { title: "Code", cell: ({ code }) => [el("code", {}, printable(code))] },
    {
      title: "Route",
      cell: ({ path, tenant }) => [
        el("span", { class: "path" }, printable(path), tenant === undefined ? "" : ` (${printable(tenant)})`),
      ],
    },
    { title: "Scheme", cell: ({ scheme }) => [printable(scheme, 40)] },
    { title: "Received", cell: ({ at }) => [timeElement(at)] },
    { title: "Body", cell: ({ bytes, isCut }) => [sizeOf(bytes, isCut)] },
    { title: "Do", cell: () => [actions()] },
  ],
  act: (action, record) => void act(action, record),
});

const sizeOf = (bytes: number | null, isCut: boolean): string =>
  bytes === null ? "not read" : `${bytes.toLocaleString("en")} bytes${isCut ? ", cut" : ""}`;

function actions(): HTMLElement {
  const button = (action: string, text: string) =>
    el("button", { type: "button", class: "small", "data-action": action }, text);
  return el(
    "div",
    { class: "row-actions" },
    hasExplain ? button("explain", "Explain") : undefined,
    button("save", "Save"),
    button("erase", "Erase"),
  );
}

/** Calls `then` whenever something is changed here. */
export function startRefused(then: () => void): void {
  changed = then;
  eraseAll.addEventListener("click", () => void eraseEach());
}

/** Requests the list of refused requests. An older Worker has no such list. */
export async function updateRefused(): Promise<void> {
  const refused = await get("refused", refusedPage, { limit: LIMIT }).then(
    (response) => response.refused,
    (error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return [];
      throw error;
    },
  );
  if (refused.length > 0) hasExplain ??= await isThere(EXPLAIN);
  shown = refused;
  section.hidden = refused.length === 0;
  table.update(refused);
}

/** Removes the list. */
export function clearRefused(): void {
  shown = [];
  section.hidden = true;
  table.update([]);
}

const isThere = (url: URL) =>
  fetch(url, { method: "HEAD", credentials: "omit", redirect: "error" }).then(
    ({ ok }) => ok,
    () => false,
  );

async function act(action: string, record: RefusedRecord): Promise<void> {
  try {
    if (action === "explain") await explain(record);
    else if (action === "save") save(record, await fileOf(record));
    else {
      await post(`refused/${encodeURIComponent(record.id)}/erase`, changedResponse, { path: record.path });
      showDone("The request is erased.");
      changed();
    }
  } catch (error) {
    showProblem(wordsOf(error));
  }
}

/** Returns a request as a file for `hookward explain`, `verify` and `replay`, and for the page that explains. */
async function fileOf({ path, id }: RefusedRecord): Promise<string> {
  const { refused } = await get(`refused/${encodeURIComponent(id)}`, wholeRefused, { path });
  const [one] = refused;
  if (one === undefined) throw new ApiError(404, "The request is no longer stored.");
  const { method, url, headers, bodyBase64 } = one;
  return JSON.stringify({ method, url, headers, bodyBase64: bodyBase64 ?? "" }, null, 2);
}

function save({ at }: RefusedRecord, file: string): void {
  const url = URL.createObjectURL(new Blob([file], { type: "application/json" }));
  el("a", { href: url, download: `refused-${new Date(at).toISOString().replace(/[:.]/g, "-")}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/**
 * Opens the page that explains, and sends the request when that page asks for it. That page has the same origin, and
 * asks only its opener.
 */
async function explain(record: RefusedRecord): Promise<void> {
  // The page is opened immediately, because a browser opens a page only in response to a click.
  const opened = window.open(EXPLAIN, "_blank");
  if (opened === null) {
    showProblem("The browser did not open the page that explains. Allow this page to open it, or save the request.");
    return;
  }
  const isReady = new Promise<void>((resolve) => {
    const hear = ({ source, origin, data }: MessageEvent) => {
      if (source !== opened || origin !== location.origin || data !== "hookward: ready") return;
      removeEventListener("message", hear);
      resolve();
    };
    addEventListener("message", hear);
  });
  const request = await fileOf(record);
  await isReady;
  opened.postMessage({ request, receivedAt: record.at }, location.origin);
}

async function eraseEach(): Promise<void> {
  const question = {
    title: "Erase all refused requests?",
    text: "All stored refused requests, of every route, will be deleted permanently. Routes continue to store new ones.",
    yes: "Erase",
  };
  if (!(await confirm(question))) return;
  try {
    let total = 0;
    for (const path of new Set(shown.map((record) => record.path)))
      total += (await post("refused/erase", changedResponse, { path })).count;
    showDone(total === 1 ? "1 request is erased." : `${total.toLocaleString("en")} requests are erased.`);
  } catch (error) {
    showProblem(wordsOf(error));
  }
  changed();
}
