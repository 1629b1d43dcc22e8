// The operators' page in Chromium, with a substitute for the Worker whose data each test provides.

import { startOperators, TOKEN } from "../../test-support/operators.js";
import { start } from "./visit.js";

/**
 * Matches Chromium's messages about responses other than success. The page must handle such responses, for example a
 * status of 503.
 */
const STATUS_OF_A_RESPONSE = /^Failed to load resource: (the server responded with a status of|net::ERR_)/;

/** Starts the substitute and the browser. `options` contains the data of the substitute. */
export const startPage = (options) => start(() => startOperators(options), STATUS_OF_A_RESPONSE);

/** Enters the token, and waits until the page shows the data. */
export async function connect(page, token = TOKEN) {
  await page.getByLabel("Operator token").fill(token);
  await page.keyboard.press("Enter");
  await page.locator("#route-list table").waitFor();
  await page.locator("#delivery-list > *").waitFor();
  await page.locator("#chart figure").waitFor();
}

/** Returns the texts of a table's rows, each as a list of cells. */
export const rowsOf = (page, label) =>
  page
    .getByRole("table", { name: label, exact: true })
    .locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

/** Makes the page believe that it is hidden, or visible again. */
export const hide = (page, isHidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

/** Makes the page refresh at once, as it does when it becomes visible again. */
export async function refresh(page) {
  await hide(page, true);
  await hide(page, false);
}
