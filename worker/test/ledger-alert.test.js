// Alerts of a ledger in workerd: sent to the address of the route, signed by the edge, and repeated until they are
// accepted.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { Webhook } from "standardwebhooks";

import { ORIGIN_SECRET, startLedger, until } from "../../test-support/ledger.js";
import { startOrigin } from "../../test-support/worker.js";

/** A clock that a request can advance, because an alert is sent at most once a minute. */
const CLOCK = "const real = Date.now; globalThis.ahead = 0; Date.now = () => real() + globalThis.ahead;";
const ENTRY = `
  import worker from "./index.js";
  export { Ledger } from "./index.js";
  export default {
    scheduled: worker.scheduled,
    fetch(request, env, context) {
      const ahead = new URL(request.url).searchParams.get("ahead");
      if (ahead === null) return worker.fetch(request, env, context);
      globalThis.ahead = Number(ahead);
      return new Response();
    },
  };`;

let origin;
let receiver;
let worker;
/** The status with which the receiver of the alerts responds. */
let status;

beforeEach(async () => {
  status = 200;
  origin = await startOrigin((response) => response.writeHead(410).end());
  receiver = await startOrigin((response) => response.writeHead(status).end());
});

afterEach(async () => {
  await worker.stop();
  await origin.stop();
  await receiver.stop();
});

const start = async (route) => {
  const more = { mode: "accept", alertUrl: `${receiver.url}/alerts`, ...route };
  worker = await startLedger(origin.url, more, { first: CLOCK, entry: ENTRY });
};

/** Verifies an alert as its receiver does, and returns it. */
const verified = ({ headers, body }) => new Webhook(ORIGIN_SECRET).verify(`${body}`, Object.fromEntries(headers));

/**
 * Returns the type of an alert without verifying it. The receiver's clock is not advanced, so it could not verify every
 * alert.
 */
const typeOf = ({ body }) => JSON.parse(body).type;

const alertLines = async (wanted, lines = []) => {
  await until(`the log has ${wanted} alerts`, () => {
    lines.push(...worker.takeLog().filter((line) => line.code === "delivery_dead"));
    return lines.length >= wanted;
  });
  return lines;
};

test("a delivery that dies is reported to the address of the route, signed by the edge", async () => {
  await start();
  await worker.deliver("evt_1");
  const [request] = await until("the alert arrives", () => receiver.requests.length > 0 && receiver.take());
  const { type, timestamp, data } = verified(request);
  assert.equal(type, "delivery_dead");
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 30_000, timestamp);
  assert.match(data.key, /^[0-9a-f]{64}$/);
  assert.deepEqual({ ...data, key: "" }, { path: "/x", origin: 0, count: 1, key: "" });
  const headers = Object.fromEntries(request.headers);
  assert.deepEqual([request.method, request.url, headers["content-type"]], ["POST", "/alerts", "application/json"]);
  assert.match(headers["webhook-id"], /^alert_[0-9a-f]{64}$/, "no delivery has such an id");
  const [line] = await alertLines(1);
  assert.deepEqual([line.level, line.alertSent, line.alertStatus, line.key], ["error", true, 200, data.key]);
});

test("an alert that its receiver does not take is sent again, under the same id, and then no more", async () => {
  await start();
  status = 500;
  await worker.deliver("evt_1");
  const [first] = await until("the alert arrives", () => receiver.requests.length > 0 && receiver.take());
  const [refused] = await alertLines(1);
  assert.deepEqual([refused.alertSent, refused.alertStatus], [false, 500]);
  await worker.schedule();
  assert.deepEqual(receiver.take(), [], "not within a minute");
  status = 204;
  await worker.request({ path: "/?ahead=61000" });
  await worker.schedule();
  const [second] = await until("it comes again", () => receiver.requests.length > 0 && receiver.take());
  assert.equal(new Map(second.headers).get("webhook-id"), new Map(first.headers).get("webhook-id"));
  assert.equal(`${second.body}`, `${first.body}`);
  assert.equal((await alertLines(1))[0].alertSent, true);
  await worker.request({ path: "/?ahead=122000" });
  await worker.schedule();
  await worker.schedule();
  assert.deepEqual(receiver.take(), [], "what was taken is not sent again");
});

test("what dies within the minute is one alert with a count", async () => {
  await start();
  await worker.deliver("evt_1");
  await until("the alert arrives", () => receiver.requests.length > 0 && receiver.take());
  await alertLines(1);
  for (const id of ["evt_2", "evt_3", "evt_4"]) await worker.deliver(id);
  await until("all were tried", () => origin.requests.length === 4);
  await worker.request({ path: "/?ahead=61000" });
  await worker.schedule();
  const [request] = await until("the second alert arrives", () => receiver.requests.length > 0 && receiver.take());
  assert.equal(verified(request).data.count, 3);
});

test("a circuit that opens and closes is reported, and what waits too long", async () => {
  await origin.stop();
  let up = false;
  origin = await startOrigin((response) => response.writeHead(up ? 200 : 503).end());
  await start({ schedule: [0, 0.1, 0.1, 600], maxWait: 30 });
  for (let number = 1; number <= 6; number += 1) await worker.deliver(`evt_${number}`);
  const types = [];
  const arrived = (type) =>
    until(`${type} arrives`, () => {
      types.push(...receiver.take().map(typeOf));
      return types.includes(type);
    });
  await arrived("circuit_opened");
  await worker.request({ path: "/?ahead=70000" });
  await worker.schedule();
  await arrived("waiting_too_long");
  up = true;
  let ahead = 70_000;
  await until("the circuit is closed", async () => {
    ahead += 700_000;
    await worker.request({ path: `/?ahead=${ahead}` });
    await worker.schedule();
    types.push(...receiver.take().map(typeOf));
    return types.includes("circuit_closed");
  });
});
