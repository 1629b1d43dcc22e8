/** What is shown of an answer: the verdict, the first finding in large, and the evidence below it. */

import type { Explanation, Finding } from "hookward/explain";

import { bytesAround } from "./byte-view.js";
import { ladder } from "./checks.js";
import { byId, el, icon } from "./dom.js";

type Verdict = Explanation["verdict"];
type Mark = "passed" | "failed" | "waiting";

const verdict = byId("verdict");
const evidence = byId("evidence");

/** What of the question an answer is shown with. */
export interface Asked {
  readonly body: Uint8Array;
  /** The numbers that the secrets go by. */
  readonly secrets: readonly number[];
  /** The name of the example that it is. */
  readonly example: string | undefined;
}

/** Shows what is still missing, or cannot be read. */
export function showWaiting(message: string, isProblem = false): void {
  const mark = isProblem ? stamp("failed", "Cannot be read") : stamp("waiting", "Waiting");
  put(verdict, [mark, el("p", { class: "lead" }, message)]);
  put(evidence, []);
}

/** Shows an answer. */
export function showAnswer(explanation: Explanation, { body, secrets, example }: Asked): void {
  const { verdict: said, checks, tried, exhausted } = explanation;
  const findings = explanation.findings.map((one) => named(one, secrets));
  const [first, ...others] = findings;
  const mark = said.ok ? stamp("passed", "Genuine") : stamp("failed", refused(said));
  const words = said.ok
    ? genuine(said, secrets)
    : first === undefined
      ? [el("p", { class: "lead" }, said.message)]
      : finding(first);
  put(verdict, [
    example === undefined ? undefined : el("p", { class: "example" }, `Example: ${example}`),
    mark,
    ...words,
  ]);

  const located = findings.find(({ offset }) => offset !== undefined);
  put(evidence, [
    located?.offset === undefined ? undefined : bytesAround(body, located.offset),
    others.length === 0 ? undefined : further(others),
    ladder(checks),
    tried === 0 ? undefined : el("p", { class: "tried" }, effort(tried, exhausted)),
  ]);
}

/** Replaces what is in a place, unless it is the same: what did not change is not announced again. */
function put(place: HTMLElement, children: readonly (HTMLElement | undefined)[]): void {
  const next = place.cloneNode(false) as HTMLElement;
  next.append(...defined(...children));
  if (!next.isEqualNode(place)) place.replaceChildren(...next.childNodes);
}

/** A finding whose secret goes by the number of its field. */
function named(one: Finding, secrets: readonly number[]): Finding {
  const number = one.secretIndex === undefined ? undefined : secrets[one.secretIndex];
  return number === undefined ? one : { ...one, secretIndex: number };
}

function stamp(mark: Mark, text: string): HTMLElement {
  return el("p", { class: "stamp", "data-mark": mark }, icon(mark), text);
}

function refused(said: Verdict & { ok: false }): string {
  return said.code === "invalid_secret" ? "No verifier can be built" : "Refused";
}

function genuine(
  { secretIndex, reserialized, timestamp }: Verdict & { ok: true },
  secrets: readonly number[],
): HTMLElement[] {
  const facts = [
    secrets.length > 1 ? `It was secret ${secrets[secretIndex]} of those given that matched.` : undefined,
    timestamp === undefined ? undefined : `It was signed on ${utc(timestamp)}.`,
    reserialized ? "The signature covers JSON.stringify of the body, not the bytes given." : undefined,
  ];
  return [
    el("p", { class: "lead" }, "The signature is right, and so is all that stands around it."),
    el("p", { class: "remedy" }, defined(...facts).join(" ")),
  ];
}

/** A finding, the first sentence of it in large: what is wrong. What to do about it follows. */
function finding(one: Finding): HTMLElement[] {
  const [, what = one.message, then = ""] = /^(.*?[.!?:]) ([A-Z].*)$/s.exec(one.message) ?? [];
  return defined(
    el("p", { class: "lead" }, what),
    then === "" ? undefined : el("p", { class: "remedy" }, then),
    grounds(one),
  );
}

function further(findings: readonly Finding[]): HTMLElement {
  const items = findings.map((one) => el("li", {}, el("p", {}, one.message), grounds(one)));
  return el(
    "section",
    { class: "further", "aria-labelledby": "further-title" },
    el("h3", { id: "further-title" }, findings.length === 1 ? "And one more" : `And ${findings.length} more`),
    el("ol", {}, ...items),
  );
}

/** How sure a finding is, why, and what it is called. */
function grounds({ code, confidence, also, header, secretIndex, scheme, skew }: Finding): HTMLElement {
  const proof =
    also === undefined
      ? "with this one change, the signature matches"
      : "with this and one more change, the signature matches";
  const isClock = skew !== undefined;
  const why =
    confidence === "likely"
      ? "it looks like that, and nothing tried proves it"
      : isClock
        ? "the signature is right"
        : proof;
  const facts = [
    header === undefined ? undefined : ["header", header],
    secretIndex === undefined ? undefined : ["secret", String(secretIndex)],
    scheme === undefined ? undefined : ["scheme", scheme],
    skew === undefined ? undefined : ["off by", duration(skew)],
    also === undefined ? undefined : ["with", also],
  ];
  return el(
    "div",
    { class: "grounds" },
    el("p", {}, el("strong", { class: "confidence", "data-confidence": confidence }, confidence), ` ${why}`),
    el(
      "dl",
      {},
      ...[["code", code], ...defined(...facts)].map(([name, value]) =>
        el("div", {}, el("dt", {}, name), el("dd", {}, value)),
      ),
    ),
  );
}

function effort(tried: number, exhausted: boolean): string {
  const count = tried === 1 ? "One signature was" : `${tried.toLocaleString("en")} signatures were`;
  return `${count} computed for this.${exhausted ? " The work allowed ended before everything was tried." : ""}`;
}

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
];

/** A number of seconds in its two largest units. */
function duration(seconds: number): string {
  let rest = seconds;
  const parts = UNITS.map(([name, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return { count, text: `${count} ${name}` };
  });
  const from = parts.findIndex(({ count }) => count > 0);
  return (
    parts
      .slice(Math.max(from, 0), Math.max(from, 0) + 2)
      .filter(({ count }) => count > 0)
      .map(({ text }) => text)
      .join(" ") || "0 s"
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });

/** A moment, for people. */
export function utc(date: Date): string {
  return `${clock.format(date)} UTC`;
}

function defined<T>(...values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}
