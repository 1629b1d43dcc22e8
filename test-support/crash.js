// Sends hostile requests to the Worker in workerd, with genuine deliveries between them, and checks its process.

import assert from "node:assert/strict";

import { hostileRequests, play } from "./hostile-requests.js";
import { resident } from "./processes.js";
import { SAMPLE, SECRETS } from "./schemes.js";
import { sign, startOrigin, startWorker } from "./worker.js";

/** The number of requests in flight at a time. */
const AT_ONCE = 12;

/** The number of hostile requests after which a genuine delivery of each scheme is sent. */
const GENUINE_EVERY = 100;

/** The share of the requests after which memory must no longer grow. */
const WARM_UP = 0.4;

/** The maximum growth of the process and the heap after that, in bytes, for any number of requests. */
const GROWTH = { process: 48 << 20, heap: 384 << 10 };

const PATH = (id) => `/${id}`;

/**
 * Tries to crash the Worker, and returns statistics. Throws if a genuine delivery does not reach the origin, if the origin receives a body that was
 * not signed, if a request makes the Worker fail, if the process ends, or if its memory grows. `first` is a script that runs before the Worker's own.
 */
export async function crash({ requests, seed, report = () => {}, first = "" }) {
  const origin = await startOrigin((response) => response.end("taken"));
  const bindings = Object.fromEntries(SAMPLE.map((id, at) => [`SECRET_${at}`, SECRETS[id]]));
  const ROUTES = SAMPLE.map((id, at) => ({
    path: PATH(id),
    scheme: id,
    secrets: [`SECRET_${at}`],
    origin: origin.url,
  }));
  const worker = await startWorker({ ...bindings, ROUTES }, { inspected: true, first });
  const deliveries = SAMPLE.map((id) => {
    // The body is as JSON.stringify prints it, so that the received and the re-serialized body are equal.
    const body = Buffer.from(
      JSON.stringify({ event: "a.b", type: "a.b", Type: "a.b", id: "i-1", event_id: "i-1", text: "é".repeat(40) }),
    );
    return { path: PATH(id), headers: sign[id](SECRETS[id], body), body };
  });
  const { body } = deliveries[0];
  const statuses = {};
  const kinds = {};
  const logged = {};
  let genuine = 0;
  let accepted = 0;
  const started = performance.now();

  /**
   * Checks that every request that reached the origin was signed. Also checks that no request made the Worker fail, and that no log line contains a
   * secret.
   */
  const check = () => {
    for (const line of worker.takeLog()) {
      logged[line.status] = (logged[line.status] ?? 0) + 1;
      assert.ok(line.status < 500, `a request made the Worker fail: ${JSON.stringify(line)}`);
      const text = JSON.stringify(line);
      for (const secret of Object.values(SECRETS)) assert.ok(!text.includes(secret), "a secret in the log");
    }
    for (const request of origin.take()) {
      assert.deepEqual(request.body, body, "the origin got a body that nobody signed");
      accepted++;
    }
  };
  const deliver = async () => {
    for (const delivery of deliveries) {
      const response = await worker.request(delivery);
      assert.equal(response.status, 200, `a genuine delivery to ${delivery.path} got ${response.status}`);
      genuine++;
    }
  };

  const hostile = hostileRequests(seed, deliveries);
  let left = requests;
  const some = async (count) => {
    let toSend = Math.min(count, left);
    left -= toSend;
    const one = async () => {
      while (toSend-- > 0) {
        const { value } = hostile.next();
        const status = (await play(worker.port, value)) ?? "none";
        statuses[status] = (statuses[status] ?? 0) + 1;
        kinds[value.kind] = (kinds[value.kind] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    await deliver();
    check();
  };

  try {
    while (left > requests * (1 - WARM_UP)) await some(GENUINE_EVERY);
    const before = { heap: await worker.collect(), process: resident(worker.pid) };
    report({ left, ...before });
    while (left > 0) {
      await some(GENUINE_EVERY);
      if (left % 10_000 === 0) report({ left, heap: await worker.collect(), process: resident(worker.pid) });
    }
    const after = { heap: await worker.collect(), process: resident(worker.pid) };
    for (const what of ["heap", "process"]) {
      const grown = after[what] - before[what];
      assert.ok(!(grown > GROWTH[what]), `the ${what} grew by ${grown} bytes in ${requests * (1 - WARM_UP)} requests`);
    }
    assert.ok(genuine <= accepted, "a genuine delivery did not reach the origin");
    const seconds = (performance.now() - started) / 1000;
    return { requests, genuine, accepted, seconds, before, after, statuses, kinds, logged };
  } finally {
    worker.takeLog();
    await worker.stop();
    await origin.stop();
  }
}
