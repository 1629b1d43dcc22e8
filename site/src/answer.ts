/** What is shown of an answer: the verdict, the first finding in large, and the evidence below it. */

import type { Explanation, Finding } from "hookward/explain";

import { bytesAround } from "./bytes.js";
import { byId, el, icon } from "./dom.js";
import { ladder } from "./ladder.js";

type Verdict = Explanation["verdict"];
type Mark = "passed" | "failed" | "waiting";

const verdict = byId("verdict");
const evidence = byId("evidence");

/** Shows what is still missing, or cannot be read. */
export function showWaiting(message: string, isProblem = false): void {
  verdict.replaceChildren(
    isProblem ? stamp("failed", "Cannot be read") : stamp("waiting", "Waiting"),
    el("p", { class: "lead" }, message),
  );
  evidence.replaceChildren();
}

/** Shows an answer. `body` is the one that was asked about, `example` the name of the example that it is. */
export function showAnswer(
  { verdict: said, findings, checks, tried, exhausted }: Explanation,
  body: Uint8Array,
  example?: string,
): void {
  const [first, ...others] = findings;
  const label = example === undefined ? undefined : el("p", { class: "example" }, `Example: ${example}`);
  if (said.ok) verdict.replaceChildren(...defined(label, stamp("passed", "Genuine"), ...genuine(said)));
  else if (first !== undefined)
    verdict.replaceChildren(...defined(label, stamp("failed", refused(said)), ...finding(first)));
  else
    verdict.replaceChildren(
      ...defined(label, stamp("failed", refused(said)), el("p", { class: "lead" }, said.message)),
    );

  const located = findings.find(({ offset }) => offset !== undefined);
  evidence.replaceChildren(
    ...defined(
      located?.offset === undefined ? undefined : bytesAround(body, located.offset),
      others.length === 0 ? undefined : further(others),
      ladder(checks),
      tried === 0 ? undefined : el("p", { class: "tried" }, effort(tried, exhausted)),
    ),
  );
}

function stamp(mark: Mark, text: string): HTMLElement {
  return el("p", { class: "stamp", "data-mark": mark }, icon(mark), text);
}

function refused(said: Verdict & { ok: false }): string {
  return said.code === "invalid_secret" ? "No verifier can be built" : "Refused";
}

function genuine({ secretIndex, reserialized, timestamp }: Verdict & { ok: true }): HTMLElement[] {
  const facts = [
    secretIndex > 0 ? `It was secret ${secretIndex + 1} of those given that matched.` : undefined,
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
      ? "with this one change the signature matches"
      : "with this and one more change the signature matches";
  const isClock = skew !== undefined;
  const why =
    confidence === "likely"
      ? "it looks like that, and nothing tried proves it"
      : isClock
        ? "the signature is right"
        : proof;
  const facts = [
    header === undefined ? undefined : ["header", header],
    secretIndex === undefined ? undefined : ["secret", String(secretIndex + 1)],
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
