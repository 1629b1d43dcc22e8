/** The states of a delivery, in words. */

import type { DeliveryRecord, State } from "./records.js";

type Mark = "passed" | "failed" | "waiting" | "skipped";

const STATES: Readonly<Record<State, readonly [mark: Mark, meaning: string]>> = {
  waiting: ["waiting", "The delivery waits for its first attempt."],
  queued: ["waiting", "The delivery waits until an earlier delivery with the same order key has ended."],
  attempting: ["waiting", "The delivery was sent, and the origin has not responded yet."],
  retrying: ["failed", "The origin did not accept the delivery. It will be sent again."],
  reserved: ["waiting", "The delivery was sent, and the origin has not responded yet."],
  delivered: ["passed", "The origin accepted the delivery."],
  dead: ["failed", "No more attempts are made. Redeliver or dismiss the delivery."],
  dismissed: ["skipped", "The delivery was dead, and an operator dismissed it."],
  erased: ["skipped", "An operator erased the content of the delivery. Its key is still stored."],
};

/** The choices of the filter: a label, and its states. */
export const STATE_CHOICES: readonly (readonly [label: string, states: string])[] = [
  ["All", ""],
  ["On their way", "waiting,queued,attempting,retrying"],
  ["Failed so far", "retrying"],
  ["Delivered", "delivered"],
  ["Dead", "dead"],
  ["Dismissed", "dismissed"],
  ["Erased", "erased"],
];

const REASONS: Readonly<Record<string, string>> = {
  attempts_exhausted: "Every attempt of the schedule failed.",
  gone: "The origin responded with 410, which ends a delivery.",
  aborted: "The origin responded with webhook-delivery: abort-message, which ends a delivery.",
};

/** Returns the mark of a state. A new state of a newer Worker is unknown here. */
export const markOf = (state: State): Mark => STATES[state]?.[0] ?? "skipped";

/** Returns the meaning of a delivery's state, with the reason if one exists. */
export function meaningOf({ state, reason }: DeliveryRecord): string {
  const why = reason === null ? undefined : REASONS[reason];
  return [why, STATES[state]?.[1]].filter((text) => text !== undefined).join(" ");
}

/** Returns whether attempts remain to be made. */
export const isOpen = (state: State): boolean =>
  ["reserved", "waiting", "queued", "attempting", "retrying"].includes(state);
