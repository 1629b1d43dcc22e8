// The status of the ledgers for operators, in workerd.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin } from "../../test-support/worker.js";

let origin;
let worker;

before(async () => {
  origin = await startOrigin((response, { body }) =>
    response.writeHead(`${body}`.includes("evt_bad") ? 410 : 200).end(),
  );
  worker = await startLedger(origin.url, { mode: "accept" }, { vars: { OPERATOR_TOKEN: "t0ken" } });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const status = async (token) => {
  const headers = token === undefined ? [] : [["Authorization", `Bearer ${token}`]];
  return send(worker.port, { method: "GET", path: "/_hookward/status", headers });
};

test("who has the token sees counts, and 503 once something is dead", async () => {
  assert.deepEqual([(await status()).status, (await status("other")).status], [401, 401]);
  await worker.deliver("evt_1");
  const delivered = await until("it has arrived", async () => {
    const response = await status("t0ken");
    const [route] = JSON.parse(response.body).routes;
    return route.delivered === 1 && { status: response.status, route };
  });
  assert.equal(delivered.status, 200);
  assert.deepEqual([delivered.route.path, delivered.route.ok, delivered.route.dead], ["/x", true, 0]);
  await worker.deliver("evt_bad");
  const dead = await until("it is dead", async () => {
    const response = await status("t0ken");
    return response.status === 503 && JSON.parse(response.body);
  });
  assert.deepEqual([dead.ok, dead.routes[0].dead], [false, 1]);
});
