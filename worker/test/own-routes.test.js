// Routes that a Worker passes in its code, in workerd: every request is served with the passed routes, whichever handler is called first.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";

import { delivery, idsOf, ORIGIN_SECRET, SECRET, until } from "../../test-support/ledger.js";
import { send, startOrigin, startWorker } from "../../test-support/worker.js";

/** The Worker of docs/DEPLOYING.md. Under /other/, it has other routes, which it creates for each request. */
const entry = `
  import hookward, { Ledger as HookwardLedger } from "./index.js";

  const withRoutes = (env) => ({ ...env, ROUTES: env.OWN });

  export class Ledger extends HookwardLedger {
    constructor(ctx, env) {
      super(ctx, withRoutes(env));
    }
  }

  export default {
    fetch(request, env, ctx) {
      if (!new URL(request.url).pathname.startsWith("/other/")) return hookward.fetch(request, withRoutes(env), ctx);
      const [route] = env.OWN;
      return hookward.fetch(request, { ...env, ROUTES: [{ ...route, path: "/other/x", mode: undefined }] }, ctx);
    },
    scheduled: (event, env, ctx) => hookward.scheduled(event, env.PASSED ? withRoutes(env) : env, ctx),
  };`;

let folder;
let origin;
/** The status with which the origin responds. */
let status;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hookward-own-routes-"));
  status = 200;
  origin = await startOrigin((response) => response.writeHead(status).end());
});

afterEach(async () => {
  await origin.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(vars = {}, route = {}) {
  const own = { path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url, ...route };
  return startWorker({ OWN: [own], SECRET, ORIGIN_SECRET, ...vars }, { entry, ledgers: folder, strict: false });
}

const deliver = async (worker, id, path) => (await send(worker.port, delivery(id, {}, path))).status;

test("deliveries are verified, though another handler was called first without the routes", async () => {
  const elsewhere = [{ path: "/y", scheme: "gilbert", secrets: ["SECRET"], origin: "https://app.example.com/" }];
  for (const ROUTES of [undefined, elsewhere, "no routes"]) {
    const worker = await start(ROUTES === undefined ? {} : { ROUTES });
    await worker.schedule();
    assert.equal(await deliver(worker, "evt_1", "/x"), 200);
    await worker.schedule();
    assert.equal(await deliver(worker, "evt_2", "/x"), 200);
    await worker.stop();
  }
  assert.equal(origin.take().length, 6);
});

test("each request is served by the routes that it came with", async () => {
  const worker = await start();
  for (let round = 0; round < 3; round++) {
    assert.equal(await deliver(worker, "evt_1", "/x"), 200);
    assert.equal(await deliver(worker, "evt_1", "/other/x"), 200);
    assert.equal(await deliver(worker, "evt_1", "/other/y"), 404);
  }
  const paths = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? "/x" : "/other/x"));
  const statuses = await Promise.all(paths.map((path, at) => deliver(worker, `evt_${at}`, path)));
  assert.deepEqual(
    statuses,
    paths.map(() => 200),
  );
  await worker.stop();
});

test("what was accepted is sent, though an alarm is what an isolate begins with", async () => {
  const accepting = { mode: "accept", schedule: [0, 1, 1, 1, 1, 1, 1, 1] };
  status = 503;
  const first = await start({}, accepting);
  assert.equal(await deliver(first, "evt_1", "/x"), 200);
  await until("the origin was asked", () => origin.requests.length > 0);
  await first.stop();
  status = 200;
  origin.take();
  const second = await start({ PASSED: "yes" }, accepting);
  // In a new process of workerd, the alarm runs only after a call of the object, such as by the cron trigger.
  await second.schedule();
  await until("it has arrived", () => origin.requests.length > 0);
  assert.deepEqual(idsOf(origin.take()), ["evt_1"]);
  assert.equal(await deliver(second, "evt_2", "/x"), 200);
  await second.stop();
});
