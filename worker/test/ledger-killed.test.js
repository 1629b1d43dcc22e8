// A ledger that is killed, whose storage fails, or whose calls trap, at each place in turn. No acknowledged delivery is lost, and no delivery is
// acknowledged that is not stored.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { delivery, header, idsOf, startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin } from "../../test-support/worker.js";

/** The response whose attempt cannot be stored, and the length of the body that cannot be sent. */
const UNSETTLED = "the ledger fails when it notes this";
const UNSENDABLE = 54_321;

/** Makes the second read of a body of that length trap: WebAssembly has no memory for the reported length. The Worker itself makes the first read. */
const TRAPPING = `
  let had = 0;
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct: (target, args, self) =>
      args[0] === ${UNSENDABLE} && had++ > 0
        ? { length: 2 ** 31, set() {} }
        : Reflect.construct(target, args, self),
  });`;

/** The shipped class, with errors that are chosen by the path of the route. */
const FAULTY = `
  import { Ledger as Shipped } from "./index.js";
  export { default } from "./index.js";

  /** How many calls of the storage succeed until one throws. */
  let left = Infinity;
  function mayFail() {
    if (left-- > 0) return;
    left = Infinity;
    throw new Error("SQLITE_IOERR");
  }
  /** Makes a call whose storage throws once, after so many of its calls. */
  function failing(after, call) {
    left = after;
    try {
      return call();
    } finally {
      left = Infinity;
    }
  }
  /** Makes a call in which reading a text of the event traps. */
  function trapping(call) {
    Object.defineProperty(Object.prototype, "tenant", {
      configurable: true,
      get() { throw new WebAssembly.RuntimeError("unreachable"); },
    });
    try {
      return call();
    } finally {
      delete Object.prototype.tenant;
    }
  }
  let unsettled = 1;
  let patched = false;
  function patch({ storage }) {
    if (patched) return;
    patched = true;
    for (const [object, name] of [[storage.sql, "exec"], [storage, "setAlarm"], [storage.kv, "put"]]) {
      const prototype = Object.getPrototypeOf(object);
      const own = prototype[name];
      prototype[name] = function (...values) {
        mayFail();
        if (values.includes("${UNSETTLED}") && unsettled-- > 0) throw new Error("SQLITE_FULL");
        return own.apply(this, values);
      };
    }
  }

  /** How often something was done, for each path. They outlive the object. */
  const counts = new Map();
  function count(path) {
    const number = counts.get(path) ?? 0;
    counts.set(path, number + 1);
    return number;
  }

  export class Ledger extends Shipped {
    #path = this.ctx.storage.kv.get("path");
    constructor(ctx, env) {
      super(ctx, env);
      patch(ctx);
    }
    handle(path, event, body) {
      this.#path = path;
      const call = () => super.handle(path, event, body);
      return path === "/accept" && event.type === "accept" ? failing(count(path), call) : call();
    }
    alarm() {
      const path = this.#path;
      const call = () => super.alarm();
      if (path === "/wake") return failing(count(path), call);
      if (path === "/trap" && count(path) < 3) return trapping(call);
      if (path === "/abort") {
        const number = count(path);
        if (number === 1) call();
        if (number < 2) this.ctx.abort("killed in its alarm");
      }
      return call();
    }
  }`;

const PATHS = ["/accept", "/wake", "/settle", "/trap", "/abort", "/unsendable"];

let origin;
let worker;

before(async () => {
  origin = await startOrigin((response, { url }) => response.end(url === "/settle" ? UNSETTLED : "taken"));
  const common = { scheme: "gilbert", secrets: ["SECRET"], mode: "accept", timeout: 1 };
  const ROUTES = PATHS.map((path) => ({ ...common, path, origin: origin.url + path }));
  // The route has only one attempt, so that a delivery whose attempt is lost is dead.
  ROUTES.at(-1).schedule = [0];
  worker = await startLedger(origin.url, {}, { vars: { ROUTES }, entry: FAULTY, first: TRAPPING });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const deliver = (path, id, more) => send(worker.port, delivery(id, more, path));
const requestsOf = (path) => origin.requests.filter(({ url }) => url === path);
const arrived = (path) => idsOf(requestsOf(path)).sort();

/** The log lines so far. */
const log = [];
const lines = (path, code) => {
  log.push(...worker.takeLog());
  return log.filter((line) => line.path === path && line.code === code);
};

const range = (count) => Array.from({ length: count }, (_, at) => `evt_${String(at).padStart(2, "0")}`);

describe("a ledger", { concurrency: true }, () => {
  test("whose storage fails at each call in turn acknowledges a delivery only when all of them succeed", async () => {
    let refused = 0;
    for (;;) {
      const { status, headers } = await deliver("/accept", "evt_1");
      if (status === 200) break;
      assert.deepEqual([status, header({ headers }, "retry-after")], [503, "10"]);
      assert.deepEqual(arrived("/accept"), []);
      refused += 1;
    }
    assert.equal(lines("/accept", "ledger_failed").length, refused);
    assert.ok(refused >= 7, `${refused} calls of the storage`);
    await until("it has arrived", () => arrived("/accept").length > 0);
    assert.equal((await deliver("/accept", "evt_2")).status, 200);
    await until("the next has arrived", () => arrived("/accept").length > 1);
    assert.deepEqual(arrived("/accept"), ["evt_1", "evt_2"]);
  });

  test("whose storage fails at each call of its alarm in turn sends what it accepted with a later one", async () => {
    const ids = range(40);
    for (const id of ids) {
      assert.equal((await deliver("/wake", id)).status, 200);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await until("all have arrived", () => arrived("/wake").length >= ids.length);
    assert.deepEqual(arrived("/wake"), ids);
    assert.ok(lines("/wake", "ledger_failed").length >= 10, `${lines("/wake", "ledger_failed").length} alarms failed`);
  });

  test("whose alarm traps goes on with the next one", async () => {
    const ids = range(6);
    for (const id of ids) {
      assert.equal((await deliver("/trap", id)).status, 200);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await until("all have arrived", () => arrived("/trap").length >= ids.length);
    assert.deepEqual(arrived("/trap"), ids);
    assert.equal(lines("/trap", "ledger_failed").length, 3);
  });

  test("that is killed before and after the step of its alarm sends everything", async () => {
    const ids = range(3);
    for (const id of ids) assert.equal((await deliver("/abort", id)).status, 200);
    await until("all have arrived", () => new Set(arrived("/abort")).size === ids.length, 60_000);
  });

  test("that cannot note what the origin took sends it again under the same webhook-id, when the lease has ended", async () => {
    const start = Date.now();
    assert.equal((await deliver("/settle", "evt_1")).status, 200);
    await until("it has arrived twice", () => arrived("/settle").length === 2, 30_000);
    assert.ok(Date.now() - start > 10_000, "not before the lease has ended");
    assert.equal(new Set(requestsOf("/settle").map((request) => header(request, "webhook-id"))).size, 1);
    await until("it is noted", () =>
      lines("/settle", undefined).some(({ originStatus, attempt }) => originStatus && attempt === 2),
    );
  });

  test("whose call traps for one delivery sends the others, and that one is dead and reported", async () => {
    const text = (length) => ({
      text: "x".repeat(length - JSON.stringify({ event: "order.paid", event_id: "evt_1", text: "" }).length),
    });
    assert.equal((await deliver("/unsendable", "evt_1", text(UNSENDABLE))).status, 200);
    assert.equal((await deliver("/unsendable", "evt_2", text(UNSENDABLE - 1))).status, 200);
    assert.equal((await deliver("/unsendable", "evt_3")).status, 200);
    await until("the others have arrived", () => arrived("/unsendable").length === 2);
    await until("it is reported", () => lines("/unsendable", "delivery_dead").length > 0, 30_000);
    assert.deepEqual(arrived("/unsendable"), ["evt_2", "evt_3"]);
    assert.equal(lines("/unsendable", "ledger_failed").length, 1);
  });
});
