/** A question before an action that cannot be undone. */

import { byId } from "../dom.js";

const dialog = byId<HTMLDialogElement>("confirm");

/** A question, the consequence of the action, and the label of the button that performs the action. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

/** Shows the question, and returns whether the operator agrees. Escape means no. */
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
