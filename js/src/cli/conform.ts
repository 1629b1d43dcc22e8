/**
 * `hookward conform`: tests whether an endpoint accepts the deliveries that it should accept, and refuses all others.
 */

import { type Case, conformance, type KitOptions } from "../testing.js";
import { EXIT, usage } from "./cli-error.js";
import type { Command } from "./command.js";
import { readHeaders } from "./headers.js";
import { type EndpointResponse, needEndpoint, POSTING, post, timeoutOf, urlOf } from "./post.js";
import { noteOn } from "./response-meaning.js";
import { columns, type Terminal } from "./terminal.js";
import { outgoing, UNSIGNED, unsignedOf } from "./unsigned.js";
import { NOW, nowOf, SIGNER, setupOf } from "./verifier.js";

export const conform: Command = {
  name: "conform",
  summary: "try an endpoint with genuine, unusual and flawed deliveries",
  operands: ["URL"],
  options: { ...UNSIGNED, ...POSTING, ...SIGNER, ...NOW },
  about: [
    "Sends each delivery of the kit once, genuine deliveries first. A 2xx response accepts a delivery, and any other response refuses it. The exit code " +
      "is 0 if every result is right, and 1 if a result is wrong.",
    "Each delivery is a real event to the endpoint, so use an endpoint for tests. The longest body has 256 KiB.",
    "If the scheme signs the URL, an endpoint that verifies with a fixed URL accepts changed_url: anyone who replays a delivery can then add " +
      "to the query. Configure only the origin at such an endpoint, or do not read the query.",
  ],
  examples: [
    "hookward conform http://127.0.0.1:3000/webhooks --scheme gilbert",
    "hookward conform http://127.0.0.1:3000/webhooks --scheme inboundflow --event lead.created --json",
  ],
  async run(given, terminal) {
    const url = urlOf(given.operands[0]);
    const setup = await setupOf(given, terminal);
    const unsigned = await unsignedOf(given, setup.scheme, url);
    const more = await readHeaders(given.texts("header"));
    const cases = kitOf({ ...setup, ...unsigned, now: nowOf(given) });
    const results: Result[] = [];
    for (const one of cases) {
      const sent = outgoing(one, unsigned.url, url);
      const response = await post(url, { ...sent, headers: [...sent.headers, ...more] }, timeoutOf(given));
      needEndpoint(url, response);
      results.push(resultOf(one, response));
    }
    if (given.is("json")) terminal.json(results, 2);
    else table(results, terminal);
    return results.every(({ ok }) => ok) ? EXIT.ok : EXIT.refused;
  },
};

/** Creates the deliveries of the kit. Throws a usage error for a body that the provider cannot send. */
function kitOf(options: KitOptions): Case[] {
  try {
    return conformance(options);
  } catch (error) {
    if (error instanceof TypeError) throw usage(error.message);
    throw error;
  }
}

/** The result of one case. */
interface Result {
  readonly name: string;
  readonly about: string;
  readonly expect: Case["expect"];
  readonly code?: string;
  readonly status?: number;
  readonly error?: string;
  readonly ok: boolean;
}

function resultOf({ name, about, expect, code }: Case, response: EndpointResponse): Result {
  const facts = { name, about, expect, ...(code === undefined ? {} : { code }) };
  if ("error" in response) return { ...facts, error: response.error, ok: false };
  const isAccepted = response.status >= 200 && response.status <= 299;
  return { ...facts, status: response.status, ok: isAccepted === (expect === "accept") };
}

function table(results: readonly Result[], { print, paint }: Terminal): void {
  const head = ["delivery", "must be", "response", "what it is"];
  const rows = results.map(({ name, expect, status, error, about }) => [
    name,
    expect === "accept" ? "accepted" : "refused",
    `${status ?? error}`,
    about,
  ]);
  const [first, ...lines] = columns([head, ...rows]);
  print(paint.bold(first ?? ""));
  for (const [at, { ok, status, expect }] of results.entries()) {
    const text = ok && expect === "refuse" ? noteOn(status) : undefined;
    const note = text === undefined ? "" : paint.yellow(`  ← ${text}`);
    const mark = ok ? paint.green("✓") : paint.red("✗");
    print(`${mark}${(lines[at] ?? "").slice(1)}${ok ? note : paint.red("  ← wrong")}`);
  }
  const right = results.filter(({ ok }) => ok).length;
  const summary = `${right} of ${results.length} results are right.`;
  print();
  print(right === results.length ? paint.green(summary) : paint.red(summary));
}
