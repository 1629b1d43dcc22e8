/** `hookward conform`: whether an endpoint accepts what it should, and refuses all else. */

import { type Case, conformance } from "../testing.js";
import { EXIT, failed } from "./cli-error.js";
import type { Command } from "./command.js";
import { readHeaders } from "./headers.js";
import { type Answer, POSTING, post, timeoutOf, urlOf } from "./post.js";
import { columns, type Terminal } from "./terminal.js";
import { MESSAGE, messageOf } from "./unsigned.js";
import { NOW, nowOf, SIGNER, setupOf } from "./verifier.js";

export const conform: Command = {
  name: "conform",
  summary: "try an endpoint with genuine, unusual and flawed deliveries",
  operands: ["URL"],
  options: { ...MESSAGE, ...POSTING, ...SIGNER, ...NOW },
  about: [
    "Sends each delivery of the kit once, genuine ones first. An endpoint accepts with any 2xx and refuses with anything else. Ends " +
      "with 0 if every verdict is right, and with 1 if one is wrong.",
    "Each delivery is a real event to the endpoint: try one that may have them. The longest has 256 KiB.",
  ],
  examples: [
    "hookward conform http://127.0.0.1:3000/webhooks --scheme gilbert",
    "hookward conform http://127.0.0.1:3000/webhooks --scheme inboundflow --event lead.created --json",
  ],
  async run(given, terminal) {
    const url = urlOf(given.operands[0]);
    const setup = await setupOf(given, terminal);
    const message = await messageOf(given, setup.scheme);
    const more = await readHeaders(given.texts("header"));
    const cases = conformance({ ...setup, ...message, now: nowOf(given) });
    const results: Result[] = [];
    for (const one of cases) {
      const answer = await post(url, { body: one.body, headers: [...one.headers, ...more] }, timeoutOf(given));
      // Where nobody listens, no verdict is to be had.
      if ("error" in answer && UNREACHABLE.test(answer.error)) {
        throw failed(`Nothing answers at ${url.origin} (${answer.error}). Start the endpoint, or correct the address.`);
      }
      results.push(judge(one, answer));
    }
    if (given.is("json")) terminal.print(JSON.stringify(results, undefined, 2));
    else table(results, terminal);
    return results.every(({ ok }) => ok) ? EXIT.ok : EXIT.refused;
  },
};

const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** A row of the table. */
interface Result {
  readonly name: string;
  readonly about: string;
  readonly expect: Case["expect"];
  readonly code?: string;
  readonly status?: number;
  readonly error?: string;
  readonly ok: boolean;
}

function judge({ name, about, expect, code }: Case, answer: Answer): Result {
  const facts = { name, about, expect, ...(code === undefined ? {} : { code }) };
  if ("error" in answer) return { ...facts, error: answer.error, ok: false };
  const isAccepted = answer.status >= 200 && answer.status <= 299;
  return { ...facts, status: answer.status, ok: isAccepted === (expect === "accept") };
}

function table(results: readonly Result[], { print, paint }: Terminal): void {
  const head = ["delivery", "must be", "answer", "what it is"];
  const rows = results.map(({ name, expect, status, error, about }) => [
    name,
    expect === "accept" ? "accepted" : "refused",
    `${status ?? error}`,
    about,
  ]);
  const [first, ...lines] = columns([head, ...rows]);
  print(paint.bold(first ?? ""));
  for (const [at, { ok, status, expect }] of results.entries()) {
    // An endpoint that fails over a forgery refuses it, and would do better to say so.
    const note =
      ok && expect === "refuse" && status !== undefined && status >= 500
        ? paint.yellow("  ← an error, and no refusal")
        : "";
    const mark = ok ? paint.green("✓") : paint.red("✗");
    print(`${mark}${(lines[at] ?? "").slice(1)}${ok ? note : paint.red("  ← wrong")}`);
  }
  const right = results.filter(({ ok }) => ok).length;
  const summary = `${right} of ${results.length} verdicts are right.`;
  print();
  print(right === results.length ? paint.green(summary) : paint.red(summary));
}
