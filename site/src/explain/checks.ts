/** The list of all checks in order, with their results. */

import type { Check } from "hookward/explain";

import { printable } from "../../../js/src/display/printable.js";
import { el, icon } from "../dom.js";

const NAMES: Readonly<Record<Check["check"], string>> = {
  body_length: "Length of the body",
  headers: "Headers",
  signature: "Format of the signature",
  timestamp: "Format of the timestamp",
  window: "Age",
  mac: "The signature itself",
};

/** Creates the list of checks. Its line ends below the check that failed. */
export function checkList(checks: readonly Check[]): HTMLElement {
  return el(
    "section",
    { class: "checks", "aria-labelledby": "checks-title" },
    el("h3", { id: "checks-title" }, "The checks, in order"),
    el("ol", { class: "steps" }, ...checks.map(item)),
  );
}

function item({ check, state, expected, seen }: Check): HTMLElement {
  const title = el("p", { class: "step-name" }, NAMES[check], " ", el("span", { class: "state" }, state));
  const details =
    state === "skipped"
      ? el("p", { class: "why" }, printable(seen))
      : el(
          "dl",
          {},
          el("div", {}, el("dt", {}, "expected"), el("dd", {}, expected)),
          el("div", {}, el("dt", {}, "seen"), el("dd", {}, printable(seen))),
        );
  return el("li", { "data-state": state, "data-check": check }, icon(state), el("div", {}, title, details));
}
