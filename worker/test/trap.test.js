// A call into WebAssembly that does not return. After it, a new instance is created, and the other requests continue as if nothing had happened.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { send, sign, startOrigin, startWorker } from "../../test-support/worker.js";

const SECRET = "s3cret";
const BODY = '{"event":"order.paid","event_id":"evt_1"}';

/** Ends the call that reads the headers of a request with `X-Trap`, like a trap, after which nothing in WebAssembly is cleaned up. */
const TRAP = `
  const { get } = Headers.prototype;
  Headers.prototype.get = function (name) {
    if (name !== "x-trap" && this.has("x-trap")) throw new WebAssembly.RuntimeError("a trap");
    return get.call(this, name);
  };
  const { log } = console;
  console.log = (line) => log(line.replace(/}$/, ',"instance":' + globalThis.__worker_init_state.instanceId + "}"));`;

let origin;
let worker;
/** Called when the origin has received a request, before it responds. */
let whileOriginWorks;

before(async () => {
  origin = await startOrigin(async (response) => {
    await whileOriginWorks?.();
    response.end("taken");
  });
  const route = { path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url };
  worker = await startWorker({ ROUTES: [route], SECRET }, { first: TRAP });
});

after(async () => {
  await worker.stop().catch(({ message }) => assert.match(message, /the Worker trapped/));
  await origin.stop();
});

const delivery = (...more) => ({ path: "/x", body: BODY, headers: [...sign.gilbert(SECRET, BODY), ...more] });
const trap = () => send(worker.port, delivery(["X-Trap", "1"]));

test("the request itself gets a 500, and nothing of it reaches the origin", async () => {
  assert.equal((await trap()).status, 500);
  assert.deepEqual(origin.take(), []);
});

test("the requests that follow are verified as ever", async () => {
  for (let at = 0; at < 3; at++) {
    const before = (await worker.send(delivery())).log.instance;
    await trap();
    const genuine = await worker.send(delivery());
    assert.equal(genuine.log.instance, before + 1, "the request has a new instance");
    assert.deepEqual([genuine.status, genuine.log.status, genuine.log.event], [200, 200, "order.paid"]);
    const forged = await worker.send({ ...delivery(), body: "{}" });
    assert.deepEqual([forged.status, forged.log.code], [401, "signature_mismatch"]);
    assert.equal(origin.take().length, 2);
  }
});

test("a request that waits for its origin goes on to its end, with its own line", async () => {
  let between;
  whileOriginWorks = async () => {
    whileOriginWorks = undefined;
    assert.equal((await trap()).status, 500);
    between = await worker.send({ ...delivery(), body: "{}" });
  };
  const { status, body, log } = await worker.send(delivery());
  assert.deepEqual([between.status, log.instance], [401, between.log.instance], "both have the new instance");
  assert.deepEqual([status, body.toString()], [200, "taken"]);
  assert.deepEqual([log.status, log.originStatus, log.delivery, log.secretIndex], [200, 200, "evt_1", 0]);
  assert.deepEqual(
    origin.take().map((request) => request.body.toString()),
    [BODY],
  );
});
