// Durable acceptance in workerd: every acknowledged delivery reaches the origin, whatever the origin does meanwhile.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";

import { delivery, header, idsOf, ORIGIN_SECRET, SECRET, startLedger, until } from "../../test-support/ledger.js";
import { send, sign, startOrigin } from "../../test-support/worker.js";

let origin;
let worker;
/** The response of the origin. */
let respond;

beforeEach(async () => {
  respond = (response) => response.end("taken");
  origin = await startOrigin((response, request) => respond(response, request));
});

afterEach(async () => {
  await worker.stop();
  await origin.stop();
});

const start = async (route, options) => {
  worker = await startLedger(origin.url, { mode: "accept", ...route }, options);
};

/** The lines of the log so far. */
const log = [];
const lines = () => {
  log.push(...worker.takeLog());
  return log;
};
beforeEach(() => log.splice(0));

test("a delivery is acknowledged as its provider wants it, and the origin gets it signed by the edge", async () => {
  await start({ scheme: "smarterbot", dedupe: "body" });
  const body = '{"Type":"message"}';
  const headers = sign.smarterbot(SECRET, body, Math.floor(Date.now() / 1000));
  const response = await send(worker.port, { path: "/x", body, headers: [...headers, ["X-Forged", "1"]] });
  assert.deepEqual([response.status, response.body.toString()], [200, '{"status":"success"}']);
  const [request] = await until("the origin has it", () => origin.requests.length > 0 && origin.take());
  assert.equal(request.body.toString(), body);
  const [id, time, signature] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    header(request, name),
  );
  assert.match(id, /^msg_[0-9a-f]{64}$/);
  assert.ok(Math.abs(Number(time) - Date.now() / 1000) < 30, "the timestamp is that of the attempt");
  const key = Buffer.from(ORIGIN_SECRET.slice(6), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest("base64");
  assert.equal(signature, `v1,${mac}`);
  assert.equal(header(request, "x-hookward-scheme"), "smarterbot");
  assert.equal(header(request, "content-type"), "application/json");
  assert.equal(header(request, "x-forged"), undefined);
});

test("what is accepted while the origin is down arrives when it is up again, under one webhook-id", async () => {
  const times = new Map();
  respond = (response, { headers }) => {
    const id = header({ headers }, "webhook-id");
    times.set(id, [...(times.get(id) ?? []), header({ headers }, "webhook-timestamp")]);
    response.writeHead(500).end("down");
  };
  await start({ schedule: [0, 1.5, 1.5, 1.5, 1.5, 1.5] });
  const ids = ["evt_1", "evt_2", "evt_3"];
  for (const id of ids) assert.equal((await worker.deliver(id)).status, 200);
  await until("each was tried", () => times.size === 3);
  const before = [...times.keys()].sort();
  assert.deepEqual(before, ids, "the provider's id is signed, so it is the webhook-id");
  origin.take();
  respond = (response) => response.end("taken");
  const arrived = await until("all have arrived", () => origin.requests.length >= 3 && origin.take());
  assert.deepEqual(idsOf(arrived).sort(), ids);
  assert.deepEqual(arrived.map((request) => header(request, "webhook-id")).sort(), ids);
  for (const request of arrived) {
    assert.ok(!times.get(header(request, "webhook-id")).includes(header(request, "webhook-timestamp")), "signed anew");
  }
});

test("a duplicate is acknowledged and stored once; a forged one is neither", async () => {
  await start({});
  for (let at = 0; at < 3; at++) assert.equal((await worker.deliver("evt_1")).status, 200);
  const forged = { ...delivery("evt_2"), headers: [["x-gilbert-signature", "0".repeat(64)]] };
  assert.equal((await send(worker.port, forged)).status, 401);
  await worker.deliver("evt_3");
  await until("the last has arrived", () => origin.requests.length >= 2);
  assert.deepEqual(idsOf(origin.take()).sort(), ["evt_1", "evt_3"]);
  const words = lines()
    .map(({ ledger }) => ledger)
    .filter(Boolean);
  assert.deepEqual(words, ["accepted", "duplicate", "duplicate", "accepted"]);
});

test("with dedupe off each delivery is a new one", async () => {
  await start({ scheme: "grillo", dedupe: false });
  const request = { path: "/x", body: "{}", headers: sign.grillo(SECRET, "{}") };
  await send(worker.port, request);
  await send(worker.port, request);
  const arrived = await until("both have arrived", () => origin.requests.length >= 2 && origin.take());
  const ids = new Set(arrived.map((request) => header(request, "webhook-id")));
  assert.equal(ids.size, 2);
});

test("the origin's Retry-After puts the next attempt off", async () => {
  const times = [];
  respond = (response) => {
    times.push(Date.now());
    if (times.length === 1) response.writeHead(429, { "retry-after": "3" }).end();
    else response.end();
  };
  await start({ schedule: [0, 0, 0] });
  await worker.deliver("evt_1");
  await until("it was tried again", () => times.length === 2);
  assert.ok(times[1] - times[0] >= 2900, `${times[1] - times[0]} ms`);
});

test("410, webhook-delivery: abort-message and the last attempt end a delivery, and it is reported", async () => {
  respond = (response, request) => {
    const [id] = idsOf([request]);
    if (id === "evt_gone") response.writeHead(410).end();
    else if (id === "evt_aborted") response.writeHead(400, { "webhook-delivery": "abort-message" }).end();
    else response.writeHead(400).end();
  };
  await start({ schedule: [0, 0.1, 0.1] });
  for (const id of ["evt_gone", "evt_aborted", "evt_bad"]) await worker.deliver(id);
  await until("all are dead", () => {
    const dead = lines().filter(({ code }) => code === "delivery_dead");
    const attempts = lines().filter(({ attempt }) => attempt !== undefined);
    return attempts.length >= 5 && dead.length > 0;
  });
  const tried = idsOf(origin.take());
  const count = (id) => tried.filter((own) => own === id).length;
  assert.deepEqual([count("evt_gone"), count("evt_aborted"), count("evt_bad")], [1, 1, 3]);
});

test("a long body is stored in several rows and arrives as it was", async () => {
  await start({ maxBodyBytes: 5_000_000 });
  const text = "ä1".repeat(1_200_000);
  assert.equal((await worker.deliver("evt_long", { text })).status, 200);
  const [request] = await until("it has arrived", () => origin.requests.length > 0 && origin.take());
  assert.equal(JSON.parse(request.body).text, text);
});

test("a restart loses nothing, and the alarm goes off by itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hookward-ledger-"));
  try {
    respond = (response) => response.writeHead(500).end();
    await start({ timeout: 1, schedule: [0, 2, 2] }, { folder });
    await worker.deliver("evt_1");
    // An attempt that is in flight when the process ends is made again after its lease has ended, which is later.
    await until("it was tried", () => lines().some(({ attempt }) => attempt !== undefined));
    await worker.stop();
    origin.take();
    respond = (response) => response.end();
    await start({ timeout: 1, schedule: [0, 2, 2] }, { folder });
    await until("it was tried again", () => origin.requests.length > 0);
    assert.deepEqual(idsOf(origin.take()), ["evt_1"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
