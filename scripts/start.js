// `npm start`: sets up, builds, runs the Worker before a demo origin, and shows what becomes of each provider's documented
// example and of a forged twin. Stays up for you to try; with --once it ends after the table, with 1 if any verdict is wrong.

import { setTimeout } from "node:timers/promises";

import { build } from "./build.js";
import { curl, DELIVERIES } from "./demo/deliveries.js";
import { Failure, main } from "./shell.js";

const PORT = Number(process.env.PORT ?? 8787);

async function start({ once }) {
  const started = performance.now();
  await build(["worker"]);
  const { startOrigin, startWorker } = await import("./demo/edge.js");
  const origin = await startOrigin();
  const worker = await startWorker(origin, PORT).catch((error) => {
    if (!/EADDRINUSE|in use/.test(String(error))) throw error;
    throw new Failure(`Port ${PORT} is taken. Stop what listens there, or name another: PORT=8788 npm start`);
  });

  const rows = [];
  for (const delivery of DELIVERIES) {
    for (const forged of [false, true]) rows.push(await send(delivery, forged, worker, origin));
  }
  print(rows);
  const wrong = rows.filter((row) => !row.asExpected);
  console.log(
    wrong.length === 0
      ? `\nAll ${rows.length} verdicts are as they should be, ${((performance.now() - started) / 1000).toFixed(1)} s after the start.`
      : `\n${wrong.length} of ${rows.length} verdicts are wrong.`,
  );
  if (!once) {
    console.log(
      `\nThe Worker listens on http://127.0.0.1:${PORT}. Try it: each of these signs with openssl and sends.`,
    );
    for (const delivery of DELIVERIES) {
      console.log(`\n# ${delivery.scheme}\n${curl(delivery, worker.urlOf(delivery.scheme))}`);
    }
    console.log("\nCtrl-C ends it.");
    await new Promise((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  }
  await worker.stop();
  origin.stop();
  if (wrong.length > 0) throw new Failure("hookward gave a wrong verdict.");
}

/** Sends one delivery, or its twin with one character changed after it was signed. Gives a row of the table. */
async function send(delivery, forged, worker, origin) {
  const { scheme, secret, body } = delivery;
  const headers = delivery.headers(secret, body, Math.floor(Date.now() / 1000));
  const before = { log: worker.log.length, origin: origin.received.length };
  const started = performance.now();
  const answer = await fetch(worker.urlOf(scheme), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: forged ? body.replace("e", "3") : body,
  });
  const text = await answer.text();
  const time = performance.now() - started;
  // The log line may come after the answer.
  for (let tries = 0; worker.log.length === before.log && tries < 100; tries++) await setTimeout(10);
  const entry = worker.log[before.log];
  const forwarded = origin.received.slice(before.origin);
  const expected = forged
    ? answer.status === 401 && text === "invalid signature" && forwarded.length === 0
    : answer.status === 200 && forwarded.length === 1 && forwarded[0].body.equals(Buffer.from(body));
  return {
    provider: forged ? `${scheme}, forged` : scheme,
    event: forwarded[0]?.headers["x-hookward-event"] ?? "",
    "delivery id": forwarded[0]?.headers["x-hookward-delivery"] ?? "",
    verdict: entry?.code ?? "verified",
    "origin's answer":
      forwarded.length > 0 ? `${answer.status} ${text}` : `not asked; the sender got ${answer.status} ${text}`,
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
