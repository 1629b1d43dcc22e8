/** Shows an explanation: the result, the first finding in large letters, and the evidence below it. */

import type { Explanation, Finding } from "hookward/explain";

import { causeAndRemedy, groundsOf } from "../../../js/src/display/finding.js";
import { printable } from "../../../js/src/display/printable.js";
import { byId, el, icon } from "../dom.js";
import { duration, utc } from "../time.js";
import { bytesAround } from "./byte-view.js";
import { checkList } from "./checks.js";

type Result = Explanation["result"];
type Mark = "passed" | "failed" | "waiting";

/** The maximum length of a message that is shown, in characters. */
const MOST = 2000;

const resultPanel = byId("result");
const evidencePanel = byId("evidence");

/** The data that is shown with an explanation. */
export interface ShownWith {
  readonly body: Uint8Array;
  /** The numbers of the fields of the secrets. */
  readonly secrets: readonly number[];
  /** The name of the example, if the request is an example. */
  readonly example: string | undefined;
}

/** Shows a message that data is missing or cannot be read. */
export function showWaiting(message: string, isProblem = false): void {
  const mark = isProblem ? badge("failed", "Cannot be read") : badge("waiting", "Waiting");
  put(resultPanel, [mark, el("p", { class: "lead" }, message)]);
  put(evidencePanel, []);
}

/** Shows an explanation. */
export function showExplanation(explanation: Explanation, { body, secrets, example }: ShownWith): void {
  const { result, checks, tried, exhausted } = explanation;
  const findings = explanation.findings.map((one) => named(one, secrets));
  const [first, ...others] = findings;
  const mark = result.ok ? badge("passed", "Genuine") : badge("failed", refused(result));
  const text = result.ok
    ? genuine(result, secrets, explanation.advice)
    : first === undefined
      ? [el("p", { class: "lead" }, printable(result.message, MOST))]
      : finding(first);
  put(resultPanel, [
    example === undefined ? undefined : el("p", { class: "example" }, `Example: ${example}`),
    mark,
    ...text,
  ]);

  const located = findings.find(({ offset }) => offset !== undefined);
  put(evidencePanel, [
    located?.offset === undefined ? undefined : bytesAround(body, located.offset),
    others.length === 0 ? undefined : further(others),
    checkList(checks),
    tried === 0 ? undefined : el("p", { class: "tried" }, effort(tried, exhausted)),
  ]);
}

/**
 * Replaces the content of an element, unless the new content is equal. Unchanged content is then not announced again.
 */
function put(place: HTMLElement, children: readonly (HTMLElement | undefined)[]): void {
  const next = place.cloneNode(false) as HTMLElement;
  next.append(...defined(...children));
  if (!next.isEqualNode(place)) place.replaceChildren(...next.childNodes);
}

/** Returns a finding in which the secret has the number of its field. */
function named(one: Finding, secrets: readonly number[]): Finding {
  const number = one.secretIndex === undefined ? undefined : secrets[one.secretIndex];
  return number === undefined ? one : { ...one, secretIndex: number };
}

function badge(mark: Mark, text: string): HTMLElement {
  return el("p", { class: "badge", "data-mark": mark }, icon(mark), text);
}

function refused(result: Result & { ok: false }): string {
  return result.code === "invalid_secret" ? "No verifier can be built" : "Refused";
}

function genuine(
  { secretIndex, reserialized, timestamp }: Result & { ok: true },
  secrets: readonly number[],
  advice = "",
): HTMLElement[] {
  const details = [
    secrets.length > 1 ? `Secret ${secrets[secretIndex]} matched.` : undefined,
    timestamp === undefined ? undefined : `The delivery was signed on ${utc(timestamp)}.`,
    reserialized ? "The signature covers JSON.stringify of the body, not the bytes that you pasted." : undefined,
  ];
  return [
    el("p", { class: "lead" }, "The signature is valid, and all other checks passed."),
    el("p", { class: "remedy" }, [...defined(...details), advice].join(" ")),
  ];
}

/** Creates the view of a finding: the cause in large letters, the remedy, and the grounds. */
function finding(one: Finding): HTMLElement[] {
  const [cause, remedy] = causeAndRemedy(printable(one.message, MOST));
  return defined(
    el("p", { class: "lead" }, cause),
    remedy === "" ? undefined : el("p", { class: "remedy" }, remedy),
    grounds(one),
  );
}

function further(findings: readonly Finding[]): HTMLElement {
  const items = findings.map((one) => {
    const [cause, remedy] = causeAndRemedy(printable(one.message, MOST));
    return el("li", {}, el("p", {}, el("strong", {}, cause), remedy === "" ? undefined : ` ${remedy}`), grounds(one));
  });
  return el(
    "section",
    { class: "further", "aria-labelledby": "further-title" },
    el("h3", { id: "further-title" }, findings.length === 1 ? "And one more" : `And ${findings.length} more`),
    el("ol", {}, ...items),
  );
}

/** Creates the grounds of a finding: its confidence with the reason, and its details. */
function grounds(one: Finding): HTMLElement {
  const { code, confidence, also, header, secretIndex, scheme, skew } = one;
  const details = [
    header === undefined ? undefined : ["header", printable(header)],
    secretIndex === undefined ? undefined : ["secret", String(secretIndex)],
    scheme === undefined ? undefined : ["scheme", scheme],
    skew === undefined ? undefined : ["off by", duration(skew)],
    also === undefined ? undefined : ["with", also],
  ];
  return el(
    "div",
    { class: "grounds" },
    el("p", {}, el("strong", { class: "confidence", "data-confidence": confidence }, confidence), ` ${groundsOf(one)}`),
    el(
      "dl",
      {},
      ...[["code", code], ...defined(...details)].map(([name, value]) =>
        el("div", {}, el("dt", {}, name), el("dd", {}, value)),
      ),
    ),
  );
}

function effort(tried: number, exhausted: boolean): string {
  const count = tried === 1 ? "One signature was" : `${tried.toLocaleString("en")} signatures were`;
  return `${count} computed for this.${exhausted ? " The limit was reached before everything was tried." : ""}`;
}

function defined<T>(...values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}
