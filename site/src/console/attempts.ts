/** The attempts of a delivery as a timeline: the time, the duration, and the response of the origin. */

import { printable } from "../../../js/src/display/printable.js";
import { el, icon } from "../dom.js";
import { timeElement, until } from "./clock.js";
import type { Attempt, WholeRecord } from "./records.js";

/** The maximum length of a response that is shown, in characters. The Worker keeps less. */
const MOST = 2000;

const ERRORS: Readonly<Record<string, string>> = {
  origin_timeout: "no response in time",
  origin_unreachable: "the origin could not be reached",
  attempt_lost: "the Worker was stopped during the attempt",
};

/** Creates the timeline, with the attempt in progress or the next attempt at its end. */
export function timeline(delivery: WholeRecord): HTMLElement {
  const { attempts, attemptCount, state, nextAt } = delivery;
  const items = attempts.map(made);
  if (state === "attempting") items.push(step("skipped", "In progress", "The origin has not responded yet."));
  else if (nextAt !== null)
    items.push(
      step("skipped", "Next attempt", nextAt > Date.now() ? `in ${until(nextAt)}` : "now", timeElement(nextAt)),
    );
  const forgotten = attemptCount - attempts.length - (state === "attempting" ? 1 : 0);
  return el(
    "div",
    {},
    el("h3", {}, attemptCount === 1 ? "1 attempt" : `${attemptCount} attempts`),
    forgotten > 0 && attempts.length > 0
      ? el("p", { class: "hint" }, `The first ${forgotten} are no longer stored.`)
      : undefined,
    items.length === 0 ? el("p", { class: "hint" }, "No attempts are stored.") : el("ol", { class: "steps" }, ...items),
  );
}

function made({ number, at, took, status, error, response }: Attempt): HTMLElement {
  const isTaken = status !== null && status >= 200 && status < 300;
  const outcome =
    status === null ? printable(ERRORS[error ?? ""] ?? error ?? "no response") : `the origin responded with ${status}`;
  const said = response
    ? el("pre", { class: "excerpt", tabindex: "0", "aria-label": "The origin's response" }, printableText(response))
    : undefined;
  return step(
    isTaken ? "passed" : "failed",
    `Attempt ${number}`,
    `${outcome}, after ${took.toLocaleString("en")} ms`,
    timeElement(at),
    said,
  );
}

function step(
  state: "passed" | "failed" | "skipped",
  name: string,
  text: string,
  time?: HTMLElement,
  more?: HTMLElement,
): HTMLElement {
  const title = el("p", { class: "step-name" }, name, time === undefined ? undefined : " ", time);
  return el("li", { "data-state": state }, icon(state), el("div", {}, title, el("p", { class: "why" }, text), more));
}

/** Returns a text with its line breaks, and every other unprintable character as an escape. */
const printableText = (text: string) =>
  text
    .slice(0, MOST)
    .split(/\r?\n/)
    .map((line) => printable(line, MOST))
    .join("\n");
