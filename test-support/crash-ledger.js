// Kills workerd by SIGKILL, under load, again and again, and compares what was acknowledged with what the origin got.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { idsOf, startLedger, until } from "./ledger.js";
import { startOrigin } from "./worker.js";

/** How many deliveries are sent at once. */
const BURST = 10;

/** How often at most, where a slow machine has acknowledged fewer than a burst before a kill. */
const MOST_BURSTS = 20;

/** How many attempts may be in flight, as the route says. A lost one is made again after 11 seconds: `timeout`, and 10. */
export const CONCURRENCY = 5;

/** An attempt can be lost in several kills, on a slow machine more often. By the usual schedule the third would come after five minutes. */
const SCHEDULE = [0, ...Array.from({ length: 99 }, () => 1)];

/** A ledger that acknowledges first and writes afterwards: what the comparison has to notice. */
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
 * Kills workerd `kills` times. `random` returns a number from 0 to 1. Returns how many deliveries were sent and acknowledged, those of the
 * acknowledged that the origin never got, those that it got and nobody sent, and how often it got one again.
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
          // Of those that are killed on their way nobody knows what became of them: they were not acknowledged.
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
    // The origin is in this process: what is parsed is parsed once, so that it can respond meanwhile.
    const got = new Set();
    let read = 0;
    const missing = () => {
      for (const id of idsOf(origin.requests.slice(read))) got.add(id);
      read = origin.requests.length;
      return [...acknowledged].filter((id) => !got.has(id));
    };
    // Attempts that were in flight are made again when their leases have ended. As long as some arrive, more may.
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
