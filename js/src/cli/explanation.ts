/** Prints an explanation: the checks in order, then the findings, the most telling first. */

import { printable } from "../display/printable.js";
import type { Check, Explanation, Finding } from "../explain.js";
import { columns, type Terminal, wrap } from "./terminal.js";

/** Returns the lines of a message, which may name what a sender chose. */
const linesOf = (text: string, indent: string) => wrap(printable(text, 2000), indent);

const MARKS = { passed: "✓", failed: "✗", skipped: "–" } as const;

export function printExplanation(explanation: Explanation, terminal: Terminal): void {
  const { checks, findings, result } = explanation;
  printChecks(checks, terminal);
  const [first, ...others] = findings;
  if (first !== undefined) printFirst(first, terminal);
  else if (!result.ok) printNothingFound(explanation, terminal);
  for (const finding of others) printOther(finding, terminal);
}

function printChecks(checks: readonly Check[], { print, paint }: Terminal): void {
  const colours = { passed: paint.green, failed: paint.red, skipped: paint.dim };
  const lines = columns(checks.map(({ check, seen }) => [check.replaceAll("_", " "), printable(seen)]));
  for (const [at, { state, expected }] of checks.entries()) {
    print(`  ${colours[state](MARKS[state])}${(lines[at] ?? "").slice(1)}`);
    if (state === "failed") for (const line of linesOf(`expected: ${expected}`, "      ")) print(paint.dim(line));
  }
}

function printFirst(finding: Finding, { print, paint }: Terminal): void {
  print();
  print(`  ${paint.bold(titleOf(finding))}`);
  for (const line of linesOf(finding.message, "  ")) print(line);
  for (const line of facts(finding)) print(paint.dim(`  ${line}`));
}

function printOther(finding: Finding, { print, paint }: Terminal): void {
  print();
  print(`  ${titleOf(finding)}`);
  for (const line of linesOf(finding.message, "    ")) print(paint.dim(line));
  for (const line of facts(finding)) print(paint.dim(`    ${line}`));
}

function printNothingFound({ result, tried, exhausted }: Explanation, { print }: Terminal): void {
  print();
  if (!result.ok) for (const line of linesOf(result.message, "  ")) print(line);
  if (tried > 0) {
    print(
      `  ${tried} changes were tried${exhausted ? ", not all that there are," : ""} and none makes the signature match.`,
    );
  }
}

function titleOf({ code, confidence, also }: Finding): string {
  const sure = confidence === "proven" ? "Proven" : "Likely";
  return `${sure}: ${code}${also === undefined ? "" : ` and ${also}`}`;
}

/** Returns what is known beside the message. */
function facts({ offset, secretIndex, skew, scheme }: Finding): string[] {
  return [
    offset === undefined ? [] : `The body differs from the one that was signed from byte ${offset} on.`,
    secretIndex === undefined ? [] : `Secret: number ${secretIndex + 1} of those given.`,
    skew === undefined ? [] : `The clocks are ${skew} s apart.`,
    scheme === undefined ? [] : `Scheme: ${scheme}.`,
  ].flat();
}
