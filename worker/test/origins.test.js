// Several origins of a route: each receives every delivery, and a failure of one does not affect the others.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { delivery, header, idsOf, startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin } from "../../test-support/worker.js";

const TOKEN = "t0ken-of-operators";

let first;
let second;
let worker;
/** The responses of the origins. */
let respond;

before(async () => {
  first = await startOrigin((response, request) => respond.first(response, request));
  second = await startOrigin((response, request) => respond.second(response, request));
  const origins = [`${first.url}/first`, `${second.url}/second`];
  const route = (path, more) => ({ path, scheme: "gilbert", secrets: ["SECRET"], origins, timeout: 1, ...more });
  const ROUTES = [
    route("/stateless"),
    route("/proxy", { mode: "proxy" }),
    route("/accept", { mode: "accept", schedule: [0, 0.2, 0.2] }),
    route("/slow", { mode: "accept", schedule: [0, 600] }),
  ];
  worker = await startLedger(first.url, {}, { vars: { OPERATOR_TOKEN: TOKEN, ROUTES } });
});

after(async () => {
  await worker.stop();
  await first.stop();
  await second.stop();
});

beforeEach(() => {
  respond = { first: (response) => response.end("first"), second: (response) => response.end("second") };
});

afterEach(() => {
  first.take();
  second.take();
  worker.takeLog();
});

const deliver = (id, path) => send(worker.port, delivery(id, {}, path));

const refuse = (response) => response.writeHead(500).end("down");

const arrived = (origin, count) =>
  until(`${count} have arrived`, () => origin.requests.length >= count && origin.take());

async function ask(method, target) {
  const headers = [["Authorization", `Bearer ${TOKEN}`]];
  const response = await send(worker.port, { method, path: `/_hookward/${target}`, headers });
  return JSON.parse(response.body);
}

/** Returns the states of a delivery at both origins. */
async function statesOf(id) {
  const { deliveries } = await ask("GET", `deliveries?text=${id}`);
  return deliveries.sort((one, other) => one.origin - other.origin).map(({ state }) => state);
}

test("one that is down makes no difference to the sender unless it is the first, and is a line of the log", async () => {
  respond.second = refuse;
  assert.equal((await deliver("evt_second_down", "/stateless")).status, 200);
  const line = await until("it is logged", () => worker.takeLog().find(({ code }) => code === "origin_refused"));
  const { level, path, delivery: id, origin, originStatus } = line;
  assert.deepEqual([level, path, id, origin, originStatus], ["error", "/stateless", "evt_second_down", 1, 500]);
  respond.second = () => {};
  assert.equal((await deliver("evt_second_slow", "/proxy")).status, 200);
  await until("it is logged", () =>
    worker.takeLog().find(({ code, origin }) => code === "origin_timeout" && origin === 1),
  );
  second.take();
  respond = { first: refuse, second: (response) => response.end() };
  assert.equal((await deliver("evt_first_down", "/stateless")).status, 500);
  assert.deepEqual(idsOf(await arrived(second, 1)), ["evt_first_down"]);
});

test("in mode proxy a duplicate of what the first took reaches none", async () => {
  for (let at = 0; at < 2; at++) assert.equal((await deliver("evt_once", "/proxy")).status, 200);
  assert.deepEqual(idsOf(await arrived(first, 1)), ["evt_once"]);
  assert.deepEqual(idsOf(await arrived(second, 1)), ["evt_once"]);
  assert.equal((await deliver("evt_next", "/proxy")).status, 200);
  assert.deepEqual(idsOf(await arrived(second, 1)), ["evt_next"]);
});

test("in mode accept each has attempts of its own, and the dead one is redelivered to its origin alone", async () => {
  respond.second = refuse;
  await deliver("evt_half", "/accept");
  await until("the second is dead", async () => `${await statesOf("evt_half")}` === "delivered,dead");
  assert.equal(first.take().length, 1);
  assert.equal(second.take().length, 3);
  const [{ key }] = (await ask("GET", "deliveries?text=evt_half")).deliveries;
  const { deliveries } = await ask("GET", `deliveries/${key}`);
  assert.deepEqual(
    deliveries.map(({ origin, attempts }) => [origin, attempts.map(({ status }) => status)]),
    [
      [0, [200]],
      [1, [500, 500, 500]],
    ],
  );
  respond.second = (response) => response.end();
  assert.equal((await ask("POST", "redeliver?state=dead&path=/accept")).count, 1);
  const [again] = await arrived(second, 1);
  assert.equal(header(again, "webhook-id"), "evt_half");
  await until("both have it", async () => `${await statesOf("evt_half")}` === "delivered,delivered");
  assert.deepEqual(first.take(), [], "the first had taken it");
});

test("attempts at one that hangs do not hold up those at another", async () => {
  respond.second = () => {};
  const ids = Array.from({ length: 20 }, (_, at) => `evt_slow_${at}`);
  for (const id of ids) await deliver(id, "/slow");
  assert.deepEqual(idsOf(await arrived(first, 20)).sort(), [...ids].sort());
  assert.ok(second.requests.length <= 10, `${second.requests.length} at the one that hangs`);
});
