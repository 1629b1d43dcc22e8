/** Messages to the operator: a problem and its remedy, or a completed action. */

import { byId } from "../dom.js";

/**
 * Shows a problem, or removes the problem that is shown. A dialog hides the page, so its problems are shown in the
 * dialog.
 */
export function showProblem(message: string | undefined, place: "problem" | "detail-problem" = "problem"): void {
  put(byId(place), message);
}

/** Shows a completed action. */
export function showDone(message: string | undefined): void {
  put(byId("done"), message);
}

function put(place: HTMLElement, message = ""): void {
  place.hidden = message === "";
  // An unchanged text is not announced again.
  if (place.textContent !== message) place.textContent = message;
}

/** Returns the message of an error. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
