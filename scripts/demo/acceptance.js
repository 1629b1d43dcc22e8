// The demo of durable acceptance: deliveries that are accepted while the origin is stopped arrive after it has started again.

import { setTimeout } from "node:timers/promises";

import { EXAMPLES } from "./examples.js";

const COUNT = 3;

/** The maximum time for each wait, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Stops the origin, sends deliveries that the Worker accepts, and starts the origin again. Prints the result, and returns whether all deliveries
 * arrived.
 */
export async function showAcceptance(worker, origin) {
  const { headers, secret, body } = EXAMPLES.find(({ scheme }) => scheme === "gilbert");
  const ids = [...Array(COUNT).keys()].map((at) => `evt_demo_${at + 1}`);
  const { log } = worker;
  const before = { log: log.length, origin: origin.received.length };
  origin.stop();
  console.log("\nThe origin is stopped. The Worker still accepts deliveries:");
  for (const id of ids) {
    const text = JSON.stringify({ ...JSON.parse(body), event_id: id });
    const sent = { method: "POST", body: text, headers: headers(secret, text, Math.floor(Date.now() / 1000)) };
    const response = await fetch(worker.acceptingUrl, sent);
    console.log(`  ${id}: the provider received ${response.status} ${await response.text()}`.trimEnd());
    if (!response.ok) return false;
  }
  const failed = () => log.slice(before.log).filter(({ code }) => code === "origin_unreachable").length;
  await until(() => failed() >= COUNT);
  console.log(`The first ${failed()} attempts have failed. The origin is started again.`);
  await origin.start();
  const started = performance.now();
  const arrived = () => origin.received.slice(before.origin).map((request) => JSON.parse(request.body).event_id);
  const isAll = await until(() => ids.every((id) => arrived().includes(id)));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    isAll
      ? `All ${COUNT} deliveries have arrived, ${seconds} s later: ${arrived().join(", ")}.`
      : `After ${seconds} s, only these have arrived: ${arrived().join(", ") || "none"}.  ← wrong`,
  );
  return isAll;
}

async function until(condition) {
  for (const end = performance.now() + PATIENCE; performance.now() < end; await setTimeout(20)) {
    if (condition()) return true;
  }
  return false;
}
