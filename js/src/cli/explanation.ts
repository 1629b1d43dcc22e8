/** Prints an explanation: the findings, the most telling first, and then the checks in order. */

import { causeAndRemedy, groundsOf } from "../display/finding.js";
import { printable } from "../display/printable.js";
import type { Check, Explanation, Finding } from "../explain.js";
import { columns, type Terminal, wrap } from "./terminal.js";

/** Returns the lines of a message, which may contain text from a sender. */
const linesOf = (text: string, indent: string) => wrap(printable(text, 2000), indent);

const MARKS = { passed: "✓", failed: "✗", skipped: "–" } as const;

/** Prints the result of a delivery, its explanation and the advice. `note` states a limit of the explanation. */
export function printResult(explanation: Explanation, terminal: Terminal, note?: string): void {
  const { result, scheme } = explanation;
  const { print, paint } = terminal;
  print(result.ok ? paint.green(`✓ genuine, by ${scheme}`) : paint.red(`✗ refused by ${scheme}: ${result.code}`));
  if (note !== undefined) for (const line of wrap(note, "  ")) print(line);
  printExplanation(explanation, terminal);
  printAdvice(explanation, terminal);
}

export function printExplanation(explanation: Explanation, terminal: Terminal): void {
  const { checks, findings, result } = explanation;
  const [first, ...others] = findings;
  if (first !== undefined) printFinding(first, terminal);
  else if (!result.ok) printNothingFound(explanation, terminal);
  if (others.length > 0) {
    terminal.print();
    terminal.print(others.length === 1 ? "  And one more:" : `  And ${others.length} more:`);
  }
  for (const finding of others) printFinding(finding, terminal);
  if (!result.ok) {
    terminal.print();
    terminal.print("  The checks, in order:");
  }
  printChecks(checks, terminal);
}

/** Prints what to compare if an app still refuses the delivery. */
export function printAdvice({ advice }: Explanation, { print }: Terminal): void {
  if (advice === undefined) return;
  print();
  for (const line of linesOf(advice, "  ")) print(line);
}

function printChecks(checks: readonly Check[], { print, paint }: Terminal): void {
  const colours = { passed: paint.green, failed: paint.red, skipped: paint.dim };
  const lines = columns(checks.map(({ check, seen }) => [check.replaceAll("_", " "), printable(seen)]));
  for (const [at, { state, expected }] of checks.entries()) {
    print(`  ${colours[state](MARKS[state])}${(lines[at] ?? "").slice(1)}`);
    if (state === "failed") for (const line of linesOf(`expected: ${expected}`, "      ")) print(paint.dim(line));
  }
}

/** Prints the cause, what to do about it, and then how it is known. */
function printFinding(finding: Finding, { print, paint }: Terminal): void {
  const [cause, remedy] = causeAndRemedy(finding.message);
  print();
  for (const line of linesOf(cause, "  ")) print(paint.bold(line));
  if (remedy !== "") for (const line of linesOf(remedy, "  ")) print(line);
  for (const line of [groundsLine(finding), ...facts(finding)]) {
    for (const part of linesOf(line, "  ")) print(paint.dim(part));
  }
}

function printNothingFound({ result, tried, exhausted }: Explanation, { print }: Terminal): void {
  print();
  if (!result.ok) for (const line of linesOf(result.message, "  ")) print(line);
  if (tried > 0) {
    print(`  ${tried} changes were tried${exhausted ? " (not all)" : ""}, and none makes the signature match.`);
  }
}

function groundsLine(finding: Finding): string {
  const { code, confidence, also } = finding;
  const sure = confidence === "proven" ? "Proven" : "Likely";
  return `${sure}: ${code}${also === undefined ? "" : ` and ${also}`}; ${groundsOf(finding)}.`;
}

/** Returns the facts of a finding that its message does not contain. */
function facts({ offset, secretIndex, skew, scheme }: Finding): string[] {
  return [
    offset === undefined ? [] : `The body differs from the signed body from byte ${offset} on.`,
    secretIndex === undefined ? [] : `Secret: number ${secretIndex + 1} of those given.`,
    skew === undefined ? [] : `The clocks are ${skew} s apart.`,
    scheme === undefined ? [] : `Scheme: ${scheme}.`,
  ].flat();
}
