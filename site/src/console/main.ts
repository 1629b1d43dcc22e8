/**
 * The operators' page: the content of the ledgers, updated while the page is visible, and the actions of an operator.
 */

import { byId } from "../dom.js";
import { ApiError, get, hasToken, setToken } from "./api.js";
import { clearChart, updateChart } from "./chart.js";
import { shortTime } from "./clock.js";
import { closeDetail, openDetail, startDetail, updateDetail } from "./detail.js";
import { offerPaths, resetFilters, startFilters } from "./filters.js";
import { clearList, firstPage, knowPaths, startList, updateList } from "./list.js";
import { showDone, showProblem, wordsOf } from "./notice.js";
import { Poll } from "./poll.js";
import { ledgerStatus } from "./records.js";
import { clearRefused, startRefused, updateRefused } from "./refused.js";
import { showRoutes, startRoutes } from "./routes.js";
import { showSummary } from "./summary.js";

/** The time between requests for the lists, and between requests that cost more, in milliseconds. */
const PERIOD = 5000;
const SLOW = 60_000;
/**
 * The minimum period for each ledger, in milliseconds. Every request reaches all ledgers, so requests are rarer with
 * many ledgers.
 */
const PERIOD_OF_LEDGER = 500;

const connect = byId<HTMLFormElement>("connect");
const token = byId<HTMLInputElement>("token");
const board = byId("board");
const session = byId("session");
const live = byId<HTMLButtonElement>("live");

let slowAt = 0;
const poll = new Poll(update);

/** Requests everything that is shown. Returns whether the data arrived. */
async function update(): Promise<boolean> {
  if (!hasToken()) return true;
  try {
    await updateStatus();
    const isSlow = Date.now() - slowAt >= SLOW;
    await Promise.all([updateList(), updateDetail(), ...(isSlow ? [updateChart(), updateRefused()] : [])]);
    if (!hasToken()) return true;
    if (isSlow) slowAt = Date.now();
    byId("updated").textContent = `Updated at ${shortTime(Date.now())}`;
    showProblem(undefined);
    return true;
  } catch (error) {
    if (!hasToken()) return true;
    // A token that never worked, or that was replaced, is not tried again.
    if (board.hidden || (error instanceof ApiError && error.status === 401)) disconnect();
    showProblem(wordsOf(error));
    return false;
  }
}

async function updateStatus(): Promise<void> {
  const status = await get("status", ledgerStatus);
  if (!hasToken()) return;
  const paths = status.routes.map(({ path }) => path);
  poll.period = Math.max(PERIOD, paths.length * PERIOD_OF_LEDGER);
  showSummary(status);
  showRoutes(status.routes);
  offerPaths(paths);
  knowPaths(paths);
  show(true);
}

/** Requests everything again immediately, because something was changed. */
function changed(): void {
  slowAt = 0;
  void poll.now();
}

function show(isConnected: boolean): void {
  const isNew = isConnected && board.hidden;
  connect.hidden = isConnected;
  board.hidden = !isConnected;
  session.hidden = !isConnected;
  // The field that had the focus is hidden now.
  if (isNew) byId("routes-title").focus();
}

/** Forgets the token, and removes everything that was shown with it. */
function disconnect(): void {
  setToken("");
  token.value = "";
  poll.stop();
  setLive(true);
  slowAt = 0;
  closeDetail();
  resetFilters();
  clearList();
  clearChart();
  clearRefused();
  showRoutes([]);
  showSummary(undefined);
  showDone(undefined);
  showProblem(undefined);
  show(false);
}

function setLive(isLive: boolean): void {
  live.textContent = isLive ? "Pause updates" : "Resume updates";
  live.setAttribute("aria-pressed", String(!isLive));
}

connect.addEventListener("submit", (event) => {
  event.preventDefault();
  const value = token.value.trim();
  // The field must not keep the token.
  token.value = "";
  if (value === "") {
    showProblem("Enter the operator token, which is the value of the Worker's secret OPERATOR_TOKEN.");
    token.focus();
    return;
  }
  try {
    setToken(value);
    showProblem(undefined);
    poll.start();
  } catch (error) {
    showProblem(wordsOf(error));
  }
});
live.addEventListener("click", () => {
  const isLive = live.getAttribute("aria-pressed") === "true";
  setLive(isLive);
  if (isLive) poll.start();
  else poll.stop();
});
byId("disconnect").addEventListener("click", () => {
  disconnect();
  token.focus();
});
startRoutes(changed);
startFilters(() => {
  firstPage();
  void updateList().catch((error: unknown) => showProblem(wordsOf(error)));
});
startList((record) => void openDetail(record), changed);
startDetail(changed);
startRefused(changed);
// This also runs if the browser keeps the page in memory to return to it.
addEventListener("pagehide", disconnect);
