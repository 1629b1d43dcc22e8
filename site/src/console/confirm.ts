/** A question before something that cannot be taken back. */

import { byId } from "../dom.js";

const dialog = byId<HTMLDialogElement>("confirm");

/** What is asked: a question, what follows from it, and what the button that does it is called. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

/** Asks, and returns whether the operator wants it. Escape means no. */
export function confirm({ title, text, yes }: Question): Promise<boolean> {
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = yes;
  dialog.returnValue = "";
  dialog.showModal();
  byId("confirm-no").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

byId("confirm-yes").addEventListener("click", () => dialog.close("yes"));
byId("confirm-no").addEventListener("click", () => dialog.close(""));
