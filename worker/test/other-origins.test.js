// A route with several origins and without a ledger: the sender receives the response of the first origin, and each of the others also receives the
// delivery.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { Webhook } from "standardwebhooks";

import { header, until } from "../../test-support/ledger.js";
import { NOW, sign, startOrigin, startWorker } from "../../test-support/worker.js";

const SECRET = "s3cret";
const ORIGIN_SECRET = `whsec_${Buffer.from("the secret of the edge, 32 bytes").toString("base64")}`;
const BODY = '{"event":"x","event_id":"evt_1"}';

let first;
let second;
let worker;
/** The response of the second origin. */
let respond;

before(async () => {
  first = await startOrigin((response) => response.end("first"));
  second = await startOrigin((response) => respond(response));
  const origins = [`${first.url}/first`, `${second.url}/second`];
  const ROUTES = [{ path: "/x", scheme: "gilbert", secrets: ["SECRET"], origins, timeout: 1 }];
  worker = await startWorker({ ROUTES, SECRET, ORIGIN_SECRET });
});

after(async () => {
  await worker.stop();
  await first.stop();
  await second.stop();
});

afterEach(() => {
  first.take();
  second.take();
  worker.takeLog();
});

async function deliver() {
  const response = await worker.request({ path: "/x", body: BODY, headers: sign.gilbert(SECRET, BODY) });
  assert.deepEqual([response.status, response.body.toString()], [200, "first"]);
}

const arrived = (origin) => until("it has arrived", () => origin.requests.length > 0 && origin.take());

test("both get the delivery, signed by the edge under the same id", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
  respond = (response) => response.end("second");
  await deliver();
  const [[one], [other]] = [await arrived(first), await arrived(second)];
  assert.deepEqual([one.url, other.url], ["/first", "/second"]);
  for (const { headers, body } of [one, other]) {
    new Webhook(ORIGIN_SECRET).verify(body.toString(), Object.fromEntries(headers));
  }
  assert.equal(header(one, "webhook-id"), header(other, "webhook-id"));
});

for (const [what, act, facts] of [
  ["refuses", (response) => response.writeHead(500).end("down"), { code: "origin_refused", originStatus: 500 }],
  ["breaks off", (response) => response.socket.destroy(), { code: "origin_unreachable" }],
  ["hangs", () => {}, { code: "origin_timeout" }],
]) {
  test(`a second that ${what} makes no difference to the sender, and is a line of the log`, async () => {
    respond = act;
    await deliver();
    const line = await until("it is logged", () => worker.takeLog().find(({ origin }) => origin === 1));
    const { level, path, delivery, code, originStatus } = line;
    assert.deepEqual([level, path, delivery], ["error", "/x", "evt_1"]);
    assert.deepEqual({ code, ...(originStatus && { originStatus }) }, facts);
  });
}
