// A route with `order` in workerd, with an origin that fails: deliveries with the same order key are sent one at a time, in the order of acceptance.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { idsOf, startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin } from "../../test-support/worker.js";

const TOKEN = "t0ken-of-operators";

let origin;
let worker;
/** The response of the origin. */
let respond;

before(async () => {
  origin = await startOrigin((response, request) => respond(response, request));
  const route = { mode: "accept", order: "data.customer", schedule: [0, 0.2, 0.2], concurrency: 20 };
  worker = await startLedger(origin.url, route, { vars: { OPERATOR_TOKEN: TOKEN } });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

beforeEach(() => {
  respond = (response) => response.end("taken");
  origin.take();
});

/** Sends deliveries one after another. Each is acknowledged before the next is sent. */
async function deliver(ids, customer) {
  for (const id of ids) assert.equal((await worker.deliver(id, { data: { customer } })).status, 200);
}

const ids = (prefix, count) => Array.from({ length: count }, (_, number) => `${prefix}_${number}`);

const have = (count) =>
  until(`the origin has ${count}`, () => origin.requests.length >= count && idsOf(origin.requests));

test("deliveries with one key go one at a time, in the order of arrival, and hold up no others", async () => {
  const inFlight = new Map();
  const most = new Map();
  respond = (response, request) => {
    const { customer } = JSON.parse(request.body).data;
    const count = (inFlight.get(customer) ?? 0) + 1;
    inFlight.set(customer, count);
    most.set(customer, Math.max(count, most.get(customer) ?? 0));
    setTimeout(() => {
      inFlight.set(customer, inFlight.get(customer) - 1);
      response.end("taken");
    }, 100);
  };
  await Promise.all([deliver(ids("a", 8), "c_1"), deliver(ids("b", 8), 7), deliver(ids("free", 4))]);
  const got = await have(20);
  for (const prefix of ["a", "b"])
    assert.deepEqual(
      got.filter((id) => id.startsWith(`${prefix}_`)),
      ids(prefix, 8),
    );
  assert.deepEqual([most.get("c_1"), most.get(7)], [1, 1]);
  assert.ok(most.get(undefined) > 1, "what has no key goes at once");
});

test("while one is tried again, those behind it wait, and what has another key does not", async () => {
  let failures = 2;
  respond = (response, request) => {
    const isFirst = JSON.parse(request.body).event_id === "wait_0";
    if (isFirst && failures-- > 0) response.writeHead(422).end();
    else response.end("taken");
  };
  await deliver(ids("wait", 3), "c_2");
  await deliver(ids("other", 1), "c_3");
  await deliver(ids("none", 1));
  const got = await have(7);
  assert.deepEqual(
    got.filter((id) => id.startsWith("wait")),
    ["wait_0", "wait_0", "wait_0", "wait_1", "wait_2"],
  );
  const last = got.indexOf("wait_1");
  assert.ok(got.indexOf("other_0") < last && got.indexOf("none_0") < last, got.join(" "));
});

test("one that is dead lets the next go, and goes behind all that came since when it is redelivered", async () => {
  let isRefused = true;
  respond = (response, request) => {
    const isFirst = JSON.parse(request.body).event_id === "dead_0";
    if (isFirst && isRefused) response.writeHead(410).end();
    else response.end("taken");
  };
  await deliver(ids("dead", 3), "c_4");
  assert.deepEqual(await have(3), ids("dead", 3));
  const ask = async (method, target) => {
    const headers = [["Authorization", `Bearer ${TOKEN}`]];
    const response = await send(worker.port, { method, path: `/_hookward/${target}`, headers });
    return JSON.parse(response.body);
  };
  const [{ key }] = (await ask("GET", "deliveries?state=dead")).deliveries;
  isRefused = false;
  assert.equal((await ask("POST", `deliveries/${key}/redeliver`)).count, 1);
  assert.deepEqual(await have(4), [...ids("dead", 3), "dead_0"]);
});

test("a duplicate has no turn of its own", async () => {
  await deliver(["same_0", "same_0", "same_1", "same_0"], "c_5");
  await have(2);
  await deliver(["same_2"], "c_5");
  assert.deepEqual(await have(3), ids("same", 3));
});
