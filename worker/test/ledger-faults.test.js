// Internal errors: storage that throws, a call that traps, and a missing binding.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { delivery, header, idsOf, startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin, startWorker } from "../../test-support/worker.js";

/**
 * The shipped class, in an object whose storage fails for some deliveries as often as the numbers in `failures`, and whose calls trap for one
 * delivery.
 */
const FAILING = `
  import { Ledger as Shipped } from "./index.js";
  export { default } from "./index.js";
  const failures = new Map([["evt_throws", 2], ["BEGIN", 1]]);
  const fails = (name) => {
    const left = failures.get(name) ?? 0;
    failures.set(name, left - 1);
    return left > 0;
  };
  let patched = false;
  export class Ledger extends Shipped {
    constructor(ctx, env) {
      super(ctx, env);
      if (patched) return;
      patched = true;
      const prototype = Object.getPrototypeOf(ctx.storage.sql);
      const { exec } = prototype;
      prototype.exec = function (text, ...values) {
        const name = values.includes("evt_throws") ? "evt_throws" : text.includes("number = number + 1") ? "BEGIN" : "";
        if (fails(name)) throw new Error("SQLITE_IOERR");
        return exec.call(this, text, ...values);
      };
    }
    handle(path, event, body) {
      if (event.type === "wake") console.log(JSON.stringify({ woken: path }));
      if (event.webhookId === "evt_traps") {
        Object.defineProperty(event, "scheme", { get() { throw new WebAssembly.RuntimeError("unreachable"); } });
      }
      return super.handle(path, event, body);
    }
  }`;

let origin;
let worker;

before(async () => {
  origin = await startOrigin();
  worker = await startLedger(origin.url, { mode: "accept" }, { entry: FAILING });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

test("an alarm whose storage throws is made good by the next step", async () => {
  assert.equal((await worker.deliver("evt_1")).status, 200);
  await until("the alarm has failed", () => worker.takeLog().find(({ code }) => code === "ledger_failed"));
  assert.deepEqual(origin.take(), []);
  assert.equal((await worker.deliver("evt_2")).status, 200);
  await until("both have arrived", () => origin.requests.length >= 2);
  assert.deepEqual(idsOf(origin.take()).sort(), ["evt_1", "evt_2"]);
});

test("a delivery whose storage throws is not acknowledged, and can come again", async () => {
  for (let at = 0; at < 2; at++) {
    const refused = await worker.deliver("evt_throws");
    assert.deepEqual([refused.status, refused.body.toString()], [503, "try again later"]);
    assert.equal(header(refused, "retry-after"), "10");
  }
  assert.equal((await worker.deliver("evt_throws")).status, 200);
  await until("it has arrived", () => origin.requests.length > 0);
  assert.deepEqual(idsOf(origin.take()), ["evt_throws"]);
});

test("a delivery whose call traps is not acknowledged, and the object goes on", async () => {
  for (let at = 0; at < 2; at++) {
    assert.equal((await worker.deliver("evt_traps")).status, 503);
    assert.equal((await worker.deliver(`evt_after_${at}`)).status, 200);
  }
  await until("those after it have arrived", () => origin.requests.length >= 2);
  assert.deepEqual(idsOf(origin.take()).sort(), ["evt_after_0", "evt_after_1"]);
});

test("a mode without its binding is a fault of the route, and not a stateless one", async () => {
  for (const mode of ["proxy", "accept"]) {
    const ROUTES = [{ path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url, mode }];
    const other = await startWorker({ ROUTES, SECRET: "s3cret", ORIGIN_SECRET: "whsec_c2VjcmV0" });
    const refused = await other.send(delivery("evt_1"));
    assert.deepEqual([refused.status, refused.log.code], [500, "invalid_option"]);
    assert.match(refused.log.message, /no binding LEDGER/);
    const { status } = await send(other.port, { method: "GET", path: "/_hookward/health" });
    assert.equal(status, 503);
    await other.nextLog();
    await other.stop();
  }
  assert.deepEqual(origin.take(), []);
});

test("a schedule wakes the ledgers", async () => {
  await worker.schedule();
  assert.equal(
    (await until("one was woken", () => worker.takeLog().find(({ woken }) => woken !== undefined))).woken,
    "/x",
  );
});
