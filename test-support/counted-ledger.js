// A ledger in workerd that counts the rows that its statements read and write, as they are billed, and that can be filled.

import { delivery, startLedger, until } from "./ledger.js";
import { send, startOrigin } from "./worker.js";

/** The shipped Worker and class. `/count` returns what was counted since the last call, and `/fill` adds deliveries that have ended. */
const COUNTING = `
  import shipped, { Ledger as Shipped } from "./index.js";
  let cursors = [];
  let [others, alarms, calls] = [0, 0, 0];
  let patched = false;
  export class Ledger extends Shipped {
    constructor(ctx, env) {
      super(ctx, env);
      if (patched) return;
      patched = true;
      const { storage } = ctx;
      const count = (object, name, note) => {
        const prototype = Object.getPrototypeOf(object);
        const own = prototype[name];
        prototype[name] = function (...values) {
          const result = own.apply(this, values);
          note(result);
          return result;
        };
      };
      count(storage.sql, "exec", (cursor) => cursors.push(cursor));
      // An alarm is billed as one row. What a ledger puts by its name is its path, once.
      count(storage, "setAlarm", () => (others += 1));
      count(storage.kv, "put", () => (others += 1));
    }
    handle(path, event, body) {
      calls += 1;
      return super.handle(path, event, body);
    }
    alarm() {
      alarms += 1;
      return super.alarm();
    }
    fill(count) {
      const base = Date.now() - 20 * 3_600_000;
      const { sql } = this.ctx.storage;
      sql.exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) INSERT INTO deliveries (seq, key, origin, state, due, " +
          "accepted, ended, parts, webhook_id, scheme, headers) SELECT (?2 + i) * 256, 'old' || i, 0, 6 + i % 3, ?2 + 999 * 3600000 + i, " +
          "?2 + i, ?2 + i, 1, 'msg_' || i, 'gilbert', '{}' FROM n",
        count,
        base,
      );
      sql.exec("INSERT INTO bodies SELECT seq, x'00' FROM deliveries WHERE key LIKE 'old%'");
      cursors = [];
    }
    count() {
      let [read, written] = [0, others];
      for (const { rowsRead, rowsWritten } of cursors) {
        read += rowsRead;
        written += rowsWritten;
      }
      const counted = { read, written, alarms, calls };
      [cursors, others, alarms, calls] = [[], 0, 0, 0];
      return { ...counted, size: this.ctx.storage.sql.databaseSize };
    }
  }
  export default {
    ...shipped,
    async fetch(request, env, context) {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== "/count" && pathname !== "/fill") return shipped.fetch(request, env, context);
      const ledger = env.LEDGER.get(env.LEDGER.idFromName("/x"));
      if (pathname === "/count") return Response.json(await ledger.count());
      await ledger.fill(Number(searchParams.get("count")));
      return new Response("filled");
    },
  };`;

/** The billed quantities: rows, alarms, and calls from outside. */
const COUNTED = ["read", "written", "alarms", "calls"];

/** The time in seconds for which a ledger of these tests keeps ended deliveries. */
const KEPT = 1;

/**
 * The number of deliveries that are measured. Work that serves several of them, such as a check once a minute, does not appear in all measurements,
 * and the smallest counts.
 */
const SAMPLES = 3;

/**
 * Counts the rows that are read and written for one delivery, in a ledger with `stored` others. The count is split into the time until the origin has
 * the delivery (`delivered`), a duplicate of it (`repeated`), and the time until it is deleted (`deleted`). The first `failures` attempts are
 * refused.
 */
export async function countRows(mode, stored, failures = 0) {
  let left = failures;
  const origin = await startOrigin((response) => response.writeHead(left-- > 0 ? 503 : 200).end());
  const route = { mode, keepBodies: KEPT, dedupeWindow: KEPT, schedule: [0, 0.1] };
  const worker = await startLedger(origin.url, route, { entry: COUNTING });
  const get = (path) => ask(worker, path);
  try {
    await send(worker.port, delivery("evt_first"));
    await until("the first has arrived", () => origin.requests.length > failures);
    origin.take();
    await get(`/fill?count=${stored}`);
    const samples = [];
    for (let at = 0; at < SAMPLES; at++) {
      await rest(get);
      const id = `evt_${at}`;
      left = failures;
      await send(worker.port, delivery(id));
      await until("it has arrived", () => origin.requests.length > failures);
      origin.take();
      const delivered = await rest(get);
      await send(worker.port, delivery(id));
      const repeated = await rest(get);
      await new Promise((resolve) => setTimeout(resolve, 1000 * KEPT + 100));
      await worker.schedule();
      samples.push({ delivered, repeated, deleted: await rest(get) });
    }
    const least = (name) =>
      Object.fromEntries(COUNTED.map((what) => [what, Math.min(...samples.map((sample) => sample[name][what]))]));
    return { delivered: least("delivered"), repeated: least("repeated"), deleted: least("deleted") };
  } finally {
    await worker.stop();
    await origin.stop();
  }
}

/** Fills the ledger of `/x` in a folder with `stored` deliveries. */
export async function fillLedger(folder, stored) {
  const worker = await startLedger("http://127.0.0.1:1", { mode: "accept" }, { entry: COUNTING, folder });
  try {
    await ask(worker, `/fill?count=${stored}`);
  } finally {
    await worker.stop();
  }
}

async function ask(worker, path) {
  const { status, body } = await send(worker.port, { method: "GET", path });
  if (status !== 200) throw new Error(`${path} responds with ${status}`);
  return body.toString();
}

/** Waits until a ledger is idle, and returns the counts until then. */
async function rest(get) {
  const all = Object.fromEntries(COUNTED.map((what) => [what, 0]));
  for (let quiet = 0; quiet < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    const counted = JSON.parse(await get("/count"));
    quiet = COUNTED.every((what) => counted[what] === 0) ? quiet + 1 : 0;
    for (const what of COUNTED) all[what] += counted[what];
  }
  return all;
}

/** Returns the number of bytes that a stored delivery takes, including headers and indexes. `length` is the length of its body. */
export async function storedBytes(mode, length) {
  const DELIVERIES = 200;
  const origin = await startOrigin();
  const worker = await startLedger(origin.url, { mode }, { entry: COUNTING });
  try {
    const size = async () => JSON.parse(await ask(worker, "/count")).size;
    const empty = await size();
    const text = "x".repeat(length - JSON.stringify({ event: "order.paid", event_id: "evt_000", text: "" }).length);
    for (let at = 0; at < DELIVERIES; at++) await worker.deliver(`evt_${String(at).padStart(3, "0")}`, { text });
    await until("all have arrived", () => origin.requests.length === DELIVERIES);
    return Math.round(((await size()) - empty) / DELIVERIES);
  } finally {
    await worker.stop();
    await origin.stop();
  }
}
