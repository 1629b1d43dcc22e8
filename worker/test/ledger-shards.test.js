// Several ledgers of one route in workerd: each delivery is in one of them, all are reached, and no delivery is lost when their number changes.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { idsOf, startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin } from "../../test-support/worker.js";

/** The shipped class, which also logs the name of a ledger that the schedule wakes. */
const WATCHED = `
  import { Ledger as Shipped } from "./index.js";
  export { default } from "./index.js";
  export class Ledger extends Shipped {
    handle(path, event, body) {
      if (event.type === "wake") console.log(JSON.stringify({ woken: path }));
      return super.handle(path, event, body);
    }
  }`;

const IDS = Array.from({ length: 20 }, (_, at) => `evt_${String(at).padStart(2, "0")}`);

let origin;
let worker;
let folder;
/** The response of the origin. */
let respond;

before(async () => {
  origin = await startOrigin((response, request) => respond(response, request));
});

afterEach(async () => {
  await worker.stop();
  rmSync(folder, { recursive: true, force: true });
  origin.take();
});

after(() => origin.stop());

/** Starts a Worker with the same folder, after stopping the previous one. */
async function start(route) {
  await worker?.stop();
  const vars = { OPERATOR_TOKEN: "t0ken" };
  worker = await startLedger(origin.url, route, { folder, vars, entry: WATCHED });
}

const authorized = [["Authorization", "Bearer t0ken"]];
const ask = async (path, method = "GET") => {
  const response = await send(worker.port, { method, path, headers: authorized });
  return JSON.parse(response.body);
};
/** Returns the status of each ledger that can be reached. */
const statuses = async () => (await ask("/_hookward/status")).routes;
const sum = (all, name) => all.reduce((total, own) => total + own[name], 0);
const names = (count) => Array.from({ length: count }, (_, at) => `/x#${at}`);

test("deliveries are shared out, all arrive once, and operators and the schedule reach every ledger", async () => {
  folder = mkdtempSync(join(tmpdir(), "hookward-shards-"));
  respond = (response) => response.end("taken");
  await start({ mode: "accept", shards: 4 });
  for (const id of [...IDS, ...IDS]) assert.equal((await worker.deliver(id)).status, 200);
  const all = await until("all are delivered", async () => {
    const found = await statuses();
    return sum(found, "delivered") === IDS.length && found;
  });
  assert.deepEqual(
    all.map(({ path }) => path),
    names(4),
  );
  for (const { path, delivered } of all) assert.ok(delivered > 0, `${path} has none`);
  assert.deepEqual(idsOf(origin.take()).sort(), IDS);

  const { deliveries } = await ask("/_hookward/deliveries?limit=1000&path=/x");
  assert.deepEqual(deliveries.map(({ deliveryId }) => deliveryId).sort(), IDS);
  const { key, path } = deliveries.find(({ path }) => path !== "/x#0");
  assert.equal((await ask(`/_hookward/deliveries/${key}`)).deliveries[0].path, path);
  assert.equal((await ask(`/_hookward/deliveries/${key}/redeliver`, "POST")).count, 1);
  await until("it was sent again", () => origin.requests.length === 1);
  const own = await ask(`/_hookward/deliveries?path=${encodeURIComponent(path)}`);
  assert.deepEqual(new Set(own.deliveries.map(({ path }) => path)), new Set([path]));
  const several = await ask("/_hookward/pause?path=/x", "POST");
  assert.match(several.error, /the path of one ledger\. The paths are: \/x#0, \/x#1/);
  const paused = `/_hookward/pause?path=${encodeURIComponent(path)}`;
  assert.equal((await ask(paused, "POST")).paused, true);
  assert.deepEqual(
    (await statuses()).filter((own) => own.paused).map((own) => own.path),
    [path],
  );

  await worker.schedule();
  const woken = new Set();
  await until("all were woken", () => {
    for (const line of worker.takeLog()) if (line.woken !== undefined) woken.add(line.woken);
    return woken.size === 4;
  });
});

for (const [before, now] of [
  [2, 5],
  [5, 2],
]) {
  test(`from ${before} to ${now} ledgers, what waited arrives, and what is known stays known`, async () => {
    folder = mkdtempSync(join(tmpdir(), "hookward-shards-"));
    worker = undefined;
    const [waiting, taken] = [IDS.slice(0, 10), IDS.slice(10)];
    respond = (response, request) => response.writeHead(waiting.includes(idsOf([request])[0]) ? 400 : 200).end();
    const schedule = [0, 3, 3, 3, 3];
    await start({ mode: "accept", schedule, shards: before });
    for (const id of IDS) assert.equal((await worker.deliver(id)).status, 200);
    await until("each was tried", () => new Set(idsOf(origin.requests)).size === IDS.length);
    await until("each is noted", async () => sum(await statuses(), "retrying") === waiting.length);

    await start({ mode: "accept", schedule, shards: now, shardsPrevious: before });
    origin.take();
    respond = (response) => response.end("taken");
    // The provider sends everything again, and one new delivery.
    for (const id of [...IDS, "evt_new"]) assert.equal((await worker.deliver(id)).status, 200);
    await until("what waited has arrived", async () => sum(await statuses(), "delivered") === IDS.length + 1);
    assert.deepEqual(idsOf(origin.take()).sort(), [...waiting, "evt_new"]);
    assert.deepEqual(
      (await statuses()).map(({ path }) => path),
      names(Math.max(before, now)),
    );
    for (const id of taken) assert.equal((await worker.deliver(id)).status, 200);
    assert.deepEqual(origin.take(), []);
  });
}

test("with dedupe alone, what the origin took stays known from one number to another", async () => {
  folder = mkdtempSync(join(tmpdir(), "hookward-shards-"));
  worker = undefined;
  respond = (response) => response.end("taken");
  await start({ mode: "proxy", shards: 1 });
  for (const id of IDS) assert.equal((await worker.deliver(id)).status, 200);
  assert.equal(origin.take().length, IDS.length);
  await start({ mode: "proxy", shards: 3, shardsPrevious: 1 });
  for (const id of [...IDS, "evt_new"]) assert.equal((await worker.deliver(id)).status, 200);
  assert.deepEqual(idsOf(origin.take()), ["evt_new"]);
  // Without the previous number of shards, a ledger treats deliveries as new that another ledger has stored.
  await start({ mode: "proxy", shards: 2 });
  for (const id of IDS) await worker.deliver(id);
  assert.ok(origin.take().length > 0);
});
