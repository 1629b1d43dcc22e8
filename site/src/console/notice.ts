/** What the operator is told: what went wrong and what to do, or what was done. */

import { byId } from "../dom.js";

/** Shows a problem, or takes away the one that is shown. A dialog hides the page, so what goes wrong in it is shown in it. */
export function showProblem(message: string | undefined, place: "problem" | "detail-problem" = "problem"): void {
  put(byId(place), message);
}

/** Shows what was done. */
export function showDone(message: string | undefined): void {
  put(byId("done"), message);
}

function put(place: HTMLElement, message = ""): void {
  place.hidden = message === "";
  // The same text is not announced again.
  if (place.textContent !== message) place.textContent = message;
}

/** Returns an error in words. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
