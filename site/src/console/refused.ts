/** What did not verify, where a route keeps it, and the way to its explanation. */

import { printable } from "../../../js/src/display/printable.js";
import { byId, el } from "../dom.js";
import { ApiError, get } from "./api.js";
import { timeElement } from "./clock.js";
import { showProblem } from "./notice.js";
import type { RefusedRequest } from "./records.js";
import { Table } from "./table.js";

/** Where the page that explains is, if it is served beside this one. */
const EXPLAIN = new URL("../explain/", location.href);

const section = byId("refused");

/** Whether the page that explains is there. Asked once something can be explained. */
let hasExplain: boolean | undefined;

const table = new Table<RefusedRequest>(byId("refused-list"), {
  label: "Refused requests",
  keyOf: ({ path, at, code, body, headers }) => JSON.stringify([path, at, code, body.length, headers.length]),
  empty: () => "Nothing was refused.",
  columns: [
    { title: "Code", cell: ({ code }) => [el("code", {}, printable(code))] },
    { title: "Route", cell: ({ path }) => [el("span", { class: "path" }, printable(path))] },
    { title: "Received", cell: ({ at }) => [timeElement(at)] },
    {
      title: "Request",
      cell: ({ method, url }) => [el("code", {}, `${printable(method, 20)} ${printable(url, 120)}`)],
    },
    { title: "Do", cell: () => [actions()] },
  ],
  act: (action, request) => (action === "explain" ? explain(request) : save(request)),
});

function actions(): HTMLElement {
  const button = (action: string, text: string) =>
    el("button", { type: "button", class: "small", "data-action": action }, text);
  return el(
    "div",
    { class: "row-actions" },
    hasExplain ? button("explain", "Explain") : undefined,
    button("save", "Save"),
  );
}

/** Asks for what was refused. A Worker that keeps nothing has no such list. */
export async function updateRefused(): Promise<void> {
  const refused = await get<{ refused: readonly RefusedRequest[] }>("refused").then(
    (response) => response.refused,
    (error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return [];
      throw error;
    },
  );
  if (refused.length > 0) hasExplain ??= await isThere(EXPLAIN);
  section.hidden = refused.length === 0;
  table.update(refused);
}

/** Takes the list away. */
export function clearRefused(): void {
  section.hidden = true;
  table.update([]);
}

const isThere = (url: URL) =>
  fetch(url, { method: "HEAD", credentials: "omit", redirect: "error" }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Returns a request as a file that `hookward explain`, `verify` and `replay` read, and the page that explains. */
function fileOf({ method, url, headers, body }: RefusedRequest): string {
  return JSON.stringify({ method, url, headers, bodyBase64: body }, null, 2);
}

function save(request: RefusedRequest): void {
  const url = URL.createObjectURL(new Blob([fileOf(request)], { type: "application/json" }));
  const name = `refused-${new Date(request.at).toISOString().replace(/[:.]/g, "-")}.json`;
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Opens the page that explains, and hands it the request once it asks for it. It is of the same origin, and asks nobody else. */
function explain(request: RefusedRequest): void {
  const opened = window.open(EXPLAIN, "_blank");
  if (opened === null) {
    showProblem("The browser did not open the page that explains. Allow this page to open it, or save the request.");
    return;
  }
  const hand = ({ source, origin, data }: MessageEvent) => {
    if (source !== opened || origin !== location.origin || data !== "hookward: ready") return;
    removeEventListener("message", hand);
    opened.postMessage({ request: fileOf(request), receivedAt: request.at }, location.origin);
  };
  addEventListener("message", hand);
}
