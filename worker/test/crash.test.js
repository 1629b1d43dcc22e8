// Thousands of hostile requests: the Worker's process keeps running, its memory does not grow, and genuine deliveries
// reach the origin.

import assert from "node:assert/strict";
import { test } from "node:test";

import { crash } from "../../test-support/crash.js";
import { hostileRequests } from "../../test-support/hostile-requests.js";

/** `npm run crash:worker -- --requests 100000` sends more. */
const REQUESTS = 5000;

test("hostile requests neither end the process nor stay in its memory, and genuine deliveries get through", async (t) => {
  const { requests, genuine, accepted, statuses, kinds, logged, before, after } = await crash({
    requests: REQUESTS,
    seed: 1,
  });
  t.diagnostic(JSON.stringify({ genuine, accepted, statuses, logged, before, after }));
  const count = Object.values(kinds).reduce((sum, times) => sum + times, 0);
  assert.equal(count, requests);
  assert.ok(genuine >= (6 * REQUESTS) / 100);
  // The requests reach the Worker's own checks, not only those of the runtime, which refuses requests that are not
  // HTTP.
  for (const status of [400, 401, 404, 405, 413]) assert.ok(logged[status] > 0, `the Worker gave none a ${status}`);
});

test("a seed has the same requests each time, and another has others", () => {
  const delivery = { path: "/x", headers: [["x-signature", "00"]], body: Buffer.from("{}") };
  const some = (seed) => {
    const requests = hostileRequests(seed, [delivery]);
    return Array.from({ length: 200 }, () => JSON.stringify(requests.next().value));
  };
  assert.deepEqual(some(1), some(1));
  assert.notDeepEqual(some(1), some(2));
  const kinds = new Set(some(1).map((request) => JSON.parse(request).kind));
  assert.ok(kinds.size > 25);
});

test("a Worker that kept something of each request would be noticed", async () => {
  const first = `
    const kept = [];
    const log = console.log;
    console.log = (line) => log(line, ...kept.splice(kept.push(new Array(1000).fill(line)), 1));
  `;
  await assert.rejects(crash({ requests: 1000, seed: 2, first }), /the heap grew by \d+ bytes/);
});
