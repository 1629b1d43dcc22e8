// `npm start`: sets up, builds, and runs the Worker in front of a demo origin. Then it shows the result for each provider's documented example and
// for a forged copy. After that, it stops the origin, sends deliveries that the Worker accepts, and starts the origin again. Then the Worker keeps
// running for you to try. With --once, the script ends instead, with exit code 1 if any result is wrong.

import { setTimeout } from "node:timers/promises";

import { build } from "./build.js";
import { curl, EXAMPLES } from "./demo/examples.js";
import { Failure, main } from "./shell.js";

const PORT = Number(process.env.PORT ?? 8787);

async function start({ once }) {
  const started = performance.now();
  await build(["worker", "console"]);
  const { OPERATOR_TOKEN, startOrigin, startWorker } = await import("./demo/edge.js");
  const { showAcceptance } = await import("./demo/acceptance.js");
  const origin = await startOrigin();
  const worker = await startWorker(origin, PORT).catch((error) => {
    if (!/EADDRINUSE|in use/.test(String(error))) throw error;
    throw new Failure(
      `Port ${PORT} is in use. Stop the program that listens there, or choose a different port: PORT=8788 npm start`,
    );
  });

  const rows = [];
  for (const example of EXAMPLES) {
    for (const forged of [false, true]) rows.push(await send(example, forged, worker, origin));
  }
  print(rows);
  const wrong = rows.filter((row) => !row.asExpected);
  console.log(
    wrong.length === 0
      ? `\nAll ${rows.length} results are right, ${((performance.now() - started) / 1000).toFixed(1)} s after the start.`
      : `\n${wrong.length} of ${rows.length} results are wrong.`,
  );
  const hasArrived = await showAcceptance(worker, origin);
  if (!once) {
    console.log(`\nThe page at ${worker.url}/_hookward/console/ shows the ledger. The token is ${OPERATOR_TOKEN}.`);
    console.log(
      `\nThe Worker listens on http://127.0.0.1:${PORT}. Try it: each of these commands signs an example with openssl and sends it.`,
    );
    for (const example of EXAMPLES) {
      console.log(`\n# ${example.scheme}\n${curl(example, worker.urlOf(example.scheme))}`);
    }
    console.log("\nPress Ctrl-C to stop.");
    await new Promise((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  }
  await worker.stop();
  origin.stop();
  if (wrong.length > 0 || !hasArrived) throw new Failure("hookward gave a wrong result.");
}

/** Sends one example, or a copy with one character changed after it was signed. Returns a row of the table. */
async function send(example, forged, worker, origin) {
  const { scheme, secret, body } = example;
  const headers = example.headers(secret, body, Math.floor(Date.now() / 1000));
  const before = { log: worker.log.length, origin: origin.received.length };
  const started = performance.now();
  const response = await fetch(worker.urlOf(scheme), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: forged ? body.replace("e", "3") : body,
  });
  const text = await response.text();
  const time = performance.now() - started;
  // The log line may come after the response.
  for (let tries = 0; worker.log.length === before.log && tries < 100; tries++) await setTimeout(10);
  const logLine = worker.log[before.log];
  const forwarded = origin.received.slice(before.origin);
  const expected = forged
    ? response.status === 401 && text === "invalid signature" && forwarded.length === 0
    : response.status === 200 && forwarded.length === 1 && forwarded[0].body.equals(Buffer.from(body));
  return {
    provider: forged ? `${scheme}, forged` : scheme,
    event: forwarded[0]?.headers["x-hookward-event"] ?? "",
    "delivery id": forwarded[0]?.headers["x-hookward-delivery"] ?? "",
    result: logLine?.code ?? "verified",
    "origin's response":
      forwarded.length > 0 ? `${response.status} ${text}` : `none; the sender received ${response.status} ${text}`,
    time: `${time.toFixed(1)} ms`,
    asExpected: expected,
  };
}

function print(rows) {
  const columns = Object.keys(rows[0]).filter((name) => name !== "asExpected");
  const width = (name) => Math.max(name.length, ...rows.map((row) => row[name].length));
  const line = (cell) => `  ${columns.map((name) => cell(name).padEnd(width(name))).join("  ")}`.trimEnd();
  console.log(`\n${line((name) => name)}\n${line((name) => "─".repeat(width(name)))}`);
  for (const row of rows) console.log(`${line((name) => row[name])}${row.asExpected ? "" : "  ← wrong"}`);
}

await main(() => start({ once: process.argv.includes("--once") }));
