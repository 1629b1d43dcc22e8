// The operators' page in Chromium, before a stand-in for the Worker that each test fills.

import { startOperators, TOKEN } from "../../test-support/operators.js";
import { start } from "./visit.js";

/** What Chromium prints of every response that is no success: a status of 503 is one of the things the page is for. */
const STATUS_OF_A_RESPONSE = /^Failed to load resource: (the server responded with a status of|net::ERR_)/;

/** Starts the stand-in and the browser. `options` has what the stand-in holds. */
export const startPage = (options) => start(() => startOperators(options), STATUS_OF_A_RESPONSE);

/** Types the token and waits for what it opens. */
export async function connect(page, token = TOKEN) {
  await page.getByLabel("Operator token").fill(token);
  await page.keyboard.press("Enter");
  await page.locator("#route-list table").waitFor();
  await page.locator("#delivery-list > *").waitFor();
  await page.locator("#chart figure").waitFor();
}

/** The texts of a table's rows, a list of cells each. */
export const rowsOf = (page, label) =>
  page
    .getByRole("table", { name: label, exact: true })
    .locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

/** Has the page believe that it is hidden, or shown again. */
export const hide = (page, isHidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

/** Has the page ask at once, as it does when it is shown again. */
export async function refresh(page) {
  await hide(page, true);
  await hide(page, false);
}
