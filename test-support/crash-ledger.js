// Kills workerd by SIGKILL under load, repeatedly, and compares the acknowledged deliveries with those that the origin received.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { idsOf, startLedger, until } from "./ledger.js";
import { startOrigin } from "./worker.js";

/** The number of deliveries that are sent at once. */
const BURST = 10;

/**
 * The maximum number of bursts before a kill. More than one is required only if a slow machine has acknowledged fewer deliveries than a burst
 * contains.
 */
const MOST_BURSTS = 20;

/** The maximum number of attempts in flight, as the route states. A lost attempt is repeated after 11 seconds: `timeout`, plus 10. */
export const CONCURRENCY = 5;

/**
 * The schedule of attempts. An attempt can be lost in several kills, especially on a slow machine. With the default schedule, the third attempt would
 * follow only after five minutes.
 */
const SCHEDULE = [0, ...Array.from({ length: 99 }, () => 1)];

/** A ledger that acknowledges first and writes afterwards. The comparison has to detect this. */
export const ACKNOWLEDGES_FIRST = `
  import { Ledger as Shipped } from "./index.js";
  export { default } from "./index.js";
  export class Ledger extends Shipped {
    handle(path, event, body) {
      if (event.type !== "accept") return super.handle(path, event, body);
      this.ctx.waitUntil(scheduler.wait(10).then(() => super.handle(path, event, body)));
      return { reply: "accepted" };
    }
  }`;

/**
 * Kills workerd `kills` times. `random` returns a number from 0 to 1. Returns the numbers of sent and acknowledged deliveries, the acknowledged ids
 * that the origin never received (`missing`), the received ids that were never sent (`invented`), and the number of duplicates at the origin.
 */
export async function crashLedger({ kills, entry, random = Math.random, patience = 13_000, report = () => {} }) {
  const folder = mkdtempSync(join(tmpdir(), "hookward-crash-"));
  const origin = await startOrigin((response) => setTimeout(() => response.end("taken"), 5 * random()));
  const route = { mode: "accept", timeout: 1, concurrency: CONCURRENCY, schedule: SCHEDULE };
  const start = () => startLedger(origin.url, route, { folder, ...(entry === undefined ? {} : { entry }) });
  const [sent, acknowledged] = [new Set(), new Set()];
  try {
    for (let kill = 0; kill < kills; kill++) {
      const worker = await start();
      const pending = [];
      const bursts = 2 + Math.floor(4 * random());
      const least = acknowledged.size + BURST;
      for (let burst = 0; burst < bursts || (acknowledged.size < least && burst < MOST_BURSTS); burst++) {
        if (burst > 0) await wait(60);
        for (let at = 0; at < BURST; at++) {
          const id = `evt_${kill}_${burst}_${at}`;
          sent.add(id);
          const delivered = worker.deliver(id, { text: "x".repeat(1000) });
          // If workerd is killed before a response, the delivery was not acknowledged, and may arrive or not.
          pending.push(delivered.then(({ status }) => status === 200 && acknowledged.add(id)).catch(() => {}));
        }
      }
      await wait(40 * random());
      process.kill(worker.pid, "SIGKILL");
      await Promise.all(pending);
      await worker.stop();
      report({ kill, acknowledged: acknowledged.size });
    }
    const worker = await start();
    // The origin runs in this process. Each request is parsed only once, so that the origin can respond meanwhile.
    const got = new Set();
    let read = 0;
    const missing = () => {
      for (const id of idsOf(origin.requests.slice(read))) got.add(id);
      read = origin.requests.length;
      return [...acknowledged].filter((id) => !got.has(id));
    };
    // Attempts that were in flight are repeated when their leases have ended. While some still arrive, more may follow.
    for (let before = -1; missing().length > 0 && before !== origin.requests.length; ) {
      before = origin.requests.length;
      await until("all have arrived", () => missing().length === 0, patience).catch(() => {});
    }
    await worker.stop();
    const lost = missing();
    const invented = [...got].filter((id) => !sent.has(id));
    const duplicates = origin.requests.length - got.size;
    return { sent: sent.size, acknowledged: acknowledged.size, missing: lost, invented, duplicates };
  } finally {
    await origin.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
