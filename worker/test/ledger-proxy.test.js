// Dedupe in proxy mode, in workerd: what reaches the origin, and what the provider receives.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { delivery, header, idsOf, startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin } from "../../test-support/worker.js";

/** The shipped class, which also logs its calls. */
const LOGGED = `
  import { Ledger as Shipped } from "./index.js";
  export { default } from "./index.js";
  export class Ledger extends Shipped {
    handle(path, event, body) {
      console.log(JSON.stringify({ call: event.type, id: event.webhookId }));
      return super.handle(path, event, body);
    }
  }`;

let origin;
let worker;
/** The response of the origin. */
let respond;

before(async () => {
  origin = await startOrigin((response, request) => respond(response, request));
  worker = await startLedger(origin.url, { mode: "proxy", timeout: 3 }, { entry: LOGGED });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

afterEach(() => {
  origin.take();
  worker.takeLog();
});

test("a duplicate of what the origin took is acknowledged, and does not reach it", async () => {
  respond = (response) => response.writeHead(201).end("taken");
  const first = await worker.deliver("evt_1");
  assert.deepEqual([first.status, first.body.toString()], [201, "taken"]);
  const again = await worker.deliver("evt_1");
  assert.equal(again.status, 200);
  assert.deepEqual(idsOf(origin.take()), ["evt_1"]);
  const line = await until("it is logged", () => worker.takeLog().find(({ ledger }) => ledger !== undefined));
  assert.deepEqual([line.level, line.status, line.ledger, line.delivery], ["info", 200, "duplicate", "evt_1"]);
  assert.equal((await worker.deliver("evt_2")).status, 201);
});

test("what failed goes through when it comes again, however it failed", async () => {
  const failures = [
    (response) => response.writeHead(500).end(),
    (response) => response.writeHead(302, { location: "/" }).end(),
    (response) => response.destroy(),
    () => {},
  ];
  const statuses = [];
  for (const failure of [...failures, (response) => response.end("taken")]) {
    respond = failure;
    statuses.push((await worker.deliver("evt_failed")).status);
  }
  assert.deepEqual(statuses, [500, 302, 502, 504, 200]);
  assert.equal(origin.take().length, 5);
});

test("of copies at one instant one reaches the origin, and the others are told to come again", async () => {
  const waiting = [];
  respond = (response) => waiting.push(response);
  const copies = Array.from({ length: 5 }, () => worker.deliver("evt_copies"));
  await until("the origin has the first", () => waiting.length > 0);
  const early = await worker.deliver("evt_copies");
  assert.deepEqual([early.status, early.body.toString()], [503, "try again later"]);
  const seconds = Number(header(early, "retry-after"));
  assert.ok(seconds >= 1 && seconds <= 8, `${seconds} s`);
  waiting[0].end("taken");
  const statuses = (await Promise.all(copies)).map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, 503, 503, 503, 503]);
  assert.equal((await worker.deliver("evt_copies")).status, 200);
  assert.equal(origin.take().length, 1);
  assert.deepEqual(
    worker
      .takeLog()
      .map(({ level, code }) => [level, code])
      .find(([, code]) => code !== undefined),
    ["warn", "in_flight"],
  );
});

test("the id that is signed tells deliveries apart, and not the rest of the body", async () => {
  respond = (response) => response.end("taken");
  await worker.deliver("evt_same", { a: 1 });
  await worker.deliver("evt_same", { a: 2 });
  assert.equal(origin.take().length, 1);
});

test("what was not signed makes no call to the ledger", async () => {
  respond = (response) => response.end("taken");
  const forged = { ...delivery("evt_forged"), headers: [["x-gilbert-signature", "0".repeat(64)]] };
  const refused = await Promise.all(Array.from({ length: 5 }, () => send(worker.port, forged)));
  assert.deepEqual(new Set(refused.map(({ status }) => status)), new Set([401]));
  // Its key is not reserved, so the genuine delivery is not treated as a duplicate.
  assert.equal((await worker.deliver("evt_forged")).body.toString(), "taken");
  assert.equal(origin.take().length, 1);
  const log = [];
  const calls = () => {
    log.push(...worker.takeLog());
    return log.filter(({ id }) => id === "evt_forged").map(({ call }) => call);
  };
  await until("the call is logged", () => calls().length > 0);
  assert.deepEqual(calls(), ["reserve"]);
});
