// A route whose recipient is a queue or a workflow, in workerd. The real consumer receives the deliveries, and the provider is acknowledged once they
// are accepted. Miniflare has no queue that fails and no workflow that checks its instances. Bindings with the same methods replace them.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { header, SECRET, until } from "../../test-support/ledger.js";
import { sign, startOrigin, startWorker } from "../../test-support/worker.js";

const BODY = '{"event":"order.paid","event_id":"evt_1","name":"Zoë \\ud83d\\ude00 \\u2028"}';

const CONSUMER = `export default {
  async queue(batch, env) {
    for (const { body } of batch.messages) await fetch(env.RECORDER, { method: "POST", body: JSON.stringify(body) });
  },
};`;

const FLOWS = `import { WorkflowEntrypoint } from "cloudflare:workers";
export class Flow extends WorkflowEntrypoint {
  async run({ payload, instanceId }) {
    await fetch(this.env.RECORDER, { method: "POST", body: JSON.stringify({ instanceId, ...payload }) });
  }
}
export default {};`;

/** Adds a queue that fails as its name states, and a workflow that refuses an existing instance, as the platform's documentation describes. */
const ENTRY = `import worker from "./index.js";
export { Ledger } from "./index.js";
const queue = (send) => ({ send, sendBatch() {} });
const BROKEN = queue(() => Promise.reject(new Error("Queue is overloaded")));
const SLOW = queue(() => new Promise(() => {}));
const known = new Set();
const STRICT = {
  createBatch() {},
  async create({ id, params }) {
    if (params.event === "broken") throw new Error("Workflow is overloaded");
    if (known.has(id)) throw new Error("(instance.already_exists) Provided id already exists");
    known.add(id);
  },
  async get(id) {
    if (!known.has(id)) throw new Error("(instance.not_found) Provided id does not exist");
  },
};
export default {
  fetch: (request, env, context) => worker.fetch(request, { ...env, BROKEN, SLOW, STRICT }, context),
};`;

let recorder;
let worker;
let folder;

before(async () => {
  recorder = await startOrigin();
  folder = mkdtempSync(join(tmpdir(), "hookward-queue-"));
  const route = (path, more) => ({ path, scheme: "gilbert", secrets: ["SECRET"], timeout: 1, ...more });
  const ROUTES = [
    route("/queue", { queue: "EVENTS", forwardHeaders: ["x-asked"] }),
    route("/smarterbot", { scheme: "smarterbot", queue: "EVENTS" }),
    route("/t/{tenant}", { queue: "EVENTS", secrets: ["SECRET_{TENANT}"] }),
    route("/once", { queue: "EVENTS", mode: "proxy" }),
    route("/once-broken", { queue: "BROKEN", mode: "proxy" }),
    route("/broken", { queue: "BROKEN" }),
    route("/slow", { queue: "SLOW" }),
    route("/flow", { workflow: "FLOW", maxBodyBytes: 2_000_000 }),
    route("/strict", { workflow: "STRICT" }),
    route("/none", { queue: "NOT_THERE" }),
    route("/wrong", { workflow: "EVENTS" }),
  ];
  const others = [
    {
      name: "consumer",
      script: CONSUMER,
      bindings: { RECORDER: recorder.url },
      queueConsumers: { events: { maxBatchSize: 1, maxBatchTimeout: 0 } },
    },
    { name: "flows", script: FLOWS, bindings: { RECORDER: recorder.url } },
  ];
  const bound = {
    queueProducers: { EVENTS: "events" },
    workflows: { FLOW: { name: "flow", className: "Flow", scriptName: "flows" } },
  };
  worker = await startWorker(
    { ROUTES, SECRET, SECRET_ACME: SECRET },
    { bound, others, entry: ENTRY, ledgers: folder, strict: false },
  );
});

after(async () => {
  await worker.stop();
  await recorder.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  recorder.take();
  worker.takeLog();
});

const deliver = (path, body = BODY, headers = sign.gilbert(SECRET, body)) => worker.send({ path, body, headers });

/** Waits for the consumer, and returns what it received. */
async function consumed() {
  await until("it was consumed", () => recorder.requests.length > 0);
  return recorder.take().map(({ body }) => JSON.parse(body));
}

/** Waits as long as a consumer takes, and returns what it received. */
async function nothingMore() {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return recorder.take();
}

test("a queue gets the verified delivery in the documented form, and the provider its acknowledgement", async () => {
  const signed = sign.gilbert(SECRET, BODY);
  const { status, log } = await deliver("/queue", BODY, [...signed, ["X-Asked", "yes"], ["X-Forged", "1"]]);
  assert.deepEqual([status, log.level, log.queue, log.delivery], [200, "info", "taken", "evt_1"]);
  const [got] = await consumed();
  const { receivedAt, ...rest } = got;
  assert.ok(Math.abs(receivedAt - Date.now()) < 30_000, `${receivedAt}`);
  assert.deepEqual(rest, {
    path: "/queue",
    scheme: "gilbert",
    event: "order.paid",
    deliveryId: "evt_1",
    webhookId: "evt_1",
    headers: {
      "content-type": "application/json",
      "x-asked": "yes",
      "x-gilbert-signature": signed[0][1],
      "x-hookward-scheme": "gilbert",
      "x-hookward-event": "order.paid",
      "x-hookward-delivery": "evt_1",
    },
    body: BODY,
    bodyEncoding: "utf8",
  });
});

test("a provider that wants certain words gets them", async () => {
  const body = '{"Type":"message"}';
  const seconds = Math.floor(Date.now() / 1000);
  const { status, body: text } = await deliver("/smarterbot", body, sign.smarterbot(SECRET, body, seconds));
  assert.deepEqual([status, text.toString()], [200, '{"status":"success"}']);
  assert.equal((await consumed())[0].body, body);
});

test("a body that is no UTF-8 comes in base64, and one with a byte order mark keeps it", async () => {
  const bytes = Buffer.from([0xff, 0x00, 0x80, 0x7b]);
  assert.equal((await deliver("/queue", bytes)).status, 200);
  const [got] = await consumed();
  assert.deepEqual([got.body, got.bodyEncoding], [bytes.toString("base64"), "base64"]);
  assert.equal((await deliver("/queue", "\ufeff{}")).status, 200);
  assert.deepEqual(Buffer.from((await consumed())[0].body), Buffer.from("\ufeff{}"));
});

test("a tenant is in the message, and its id is no other sender's", async () => {
  assert.equal((await deliver("/t/acme")).status, 200);
  const [{ tenant, path, webhookId }] = await consumed();
  assert.deepEqual([tenant, path], ["acme", "/t/acme"]);
  assert.match(webhookId, /^msg_[0-9a-f]{64}$/);
});

test("a forged delivery is not queued", async () => {
  const { status } = await deliver("/queue", BODY, [["x-gilbert-signature", "0".repeat(64)]]);
  assert.equal(status, 401);
  assert.deepEqual(await nothingMore(), []);
});

for (const [path, reason] of [
  ["/broken", /^The queue did not accept the delivery: Queue is overloaded\. Without an acknowledgement/],
  ["/slow", /^The queue did not accept the delivery: it took longer than 1000 ms\./],
]) {
  test(`${path} is 503, so that the provider sends the delivery again`, async () => {
    const response = await deliver(path);
    assert.deepEqual([response.status, header(response, "retry-after")], [503, "10"]);
    assert.deepEqual([response.log.code, response.log.level], ["queue_unavailable", "error"]);
    assert.match(response.log.message, reason);
  });
}

test("a delivery that is longer than a message may be is refused before it is acknowledged", async () => {
  const fits = await deliver("/queue", JSON.stringify({ text: "y".repeat(127_000) }));
  assert.equal(fits.status, 200);
  assert.equal((await consumed())[0].body.length, 127_011);
  for (const text of ["y".repeat(128_000), '"'.repeat(64_000)]) {
    const response = await deliver("/queue", JSON.stringify({ text }));
    assert.deepEqual([response.status, response.body.toString()], [413, "body too large"]);
    assert.deepEqual([response.log.code, response.log.level], ["too_long_for_queue", "error"]);
    assert.match(response.log.message, /longer than the 127900 bytes that a queue accepts/);
  }
  assert.deepEqual(await nothingMore(), []);
});

test("with mode proxy a duplicate is acknowledged and not queued, and what was not taken is free again", async () => {
  for (const word of ["taken", undefined]) {
    const { status, log } = await deliver("/once");
    assert.deepEqual([status, log.queue, log.ledger], [200, word, word === undefined ? "duplicate" : undefined]);
  }
  assert.equal((await consumed()).length, 1);
  assert.deepEqual(await nothingMore(), []);
  for (let at = 0; at < 2; at++) {
    const { status, log } = await deliver("/once-broken");
    assert.deepEqual([status, log.code], [503, "queue_unavailable"]);
  }
});

test("a workflow runs once for a delivery, with what a queue would get", async () => {
  const { status, log } = await deliver("/flow");
  assert.deepEqual([status, log.workflow], [200, "taken"]);
  const [{ instanceId, ...got }] = await consumed();
  assert.match(instanceId, /^msg_[0-9a-f]{64}$/);
  assert.deepEqual([got.webhookId, got.event, got.body, got.bodyEncoding], ["evt_1", "order.paid", BODY, "utf8"]);
  assert.equal((await deliver("/flow")).status, 200);
  assert.deepEqual(await nothingMore(), []);
  const long = JSON.stringify({ event_id: "evt_long", text: "z".repeat(900_000) });
  assert.equal((await deliver("/flow", long)).status, 200);
  assert.equal((await consumed())[0].body, long);
  const tooLong = JSON.stringify({ event_id: "evt_longer", text: "z".repeat(1_000_000) });
  assert.deepEqual((await deliver("/flow", tooLong)).log.code, "too_long_for_queue");
});

test("an instance that exists is a duplicate, and any other failure is 503", async () => {
  const words = [];
  for (let at = 0; at < 2; at++) {
    const { status, log } = await deliver("/strict");
    words.push([status, log.workflow]);
  }
  assert.deepEqual(words, [
    [200, "taken"],
    [200, "duplicate"],
  ]);
  const { status, log } = await deliver("/strict", '{"event":"broken","event_id":"evt_2"}');
  assert.deepEqual([status, log.code], [503, "queue_unavailable"]);
  assert.match(log.message, /^The workflow did not accept the delivery: Workflow is overloaded\./);
});

for (const [path, message] of [
  ["/none", /queue: There is no queue binding NOT_THERE\. Add it to queues\.producers in Wrangler's configuration\.$/],
  ["/wrong", /workflow: There is no workflow binding EVENTS\. Add it to workflows /],
]) {
  test(`${path} is a fault, and nothing is sent`, async () => {
    const { status, log } = await deliver(path);
    assert.deepEqual([status, log.code], [500, "invalid_option"]);
    assert.match(log.message, message);
    assert.deepEqual(await nothingMore(), []);
  });
}
