// The operations on ledgers, in workerd: deliveries are listed, shown, redelivered, dismissed, erased and exported, and a route is paused.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { delivery, header, idsOf, ORIGIN_SECRET, SECRET, startLedger, until } from "../../test-support/ledger.js";
import { send, sign, startOrigin, startWorker } from "../../test-support/worker.js";

const TOKEN = "t0ken-of-operators";

let origin;
let worker;
/** The response of the origin. */
let respond;

before(async () => {
  origin = await startOrigin((response, request) => respond(response, request));
  worker = await startLedger(origin.url, {}, { vars: { OPERATOR_TOKEN: TOKEN, ...routes() } });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

beforeEach(() => {
  respond = (response) => response.end("taken");
  origin.take();
});

/** Returns two routes, so that operations on all ledgers concern several. */
function routes() {
  const route = (path, more) => ({
    path,
    scheme: "gilbert",
    secrets: ["SECRET"],
    origin: origin.url,
    mode: "accept",
    schedule: [0, 0.1],
    ...more,
  });
  return { ROUTES: [route("/x"), route("/y"), route("/proxied", { mode: "proxy" })] };
}

const authorization = [["Authorization", `Bearer ${TOKEN}`]];

/** Sends an operator's request. Returns the status and the JSON of the response. */
async function ask(method, target, headers = authorization, port = worker.port) {
  const response = await send(port, { method, path: `/_hookward/${target}`, headers });
  const text = response.body.toString();
  const isJson = header(response, "content-type") === "application/json";
  if (isJson) assert.equal(header(response, "cache-control"), "no-store");
  return { status: response.status, text, ...(isJson ? JSON.parse(text) : {}) };
}

const deliver = (id, more, path = "/x") => send(worker.port, delivery(id, more, path));

/** Returns the record of a delivery, once it has the given state. */
const inState = (id, state) =>
  until(`${id} is ${state}`, async () => {
    const { deliveries } = await ask("GET", `deliveries?text=${id}`);
    return deliveries.find((one) => one.deliveryId === id && one.state === state);
  });

const refuse = (response) => response.writeHead(410).end("no such order");

test("a dead delivery is redelivered: the origin gets it under its webhook-id, past the dedupe", async () => {
  respond = refuse;
  await deliver("evt_dead");
  const dead = await inState("evt_dead", "dead");
  const [first] = origin.take();
  assert.equal((await deliver("evt_dead")).status, 200, "a duplicate is acknowledged");
  respond = (response) => response.end("taken");
  const { status, count } = await ask("POST", `deliveries/${dead.key}/redeliver?path=/x`);
  assert.deepEqual([status, count], [200, 1]);
  const [again] = await until("the origin has it", () => origin.requests.length > 0 && origin.take());
  assert.deepEqual(again.body, first.body);
  assert.equal(header(again, "webhook-id"), header(first, "webhook-id"));
  await inState("evt_dead", "delivered");
  const shown = await ask("GET", `deliveries/${dead.key}`);
  const [one] = shown.deliveries;
  assert.deepEqual([one.path, one.key, one.attempts.map((attempt) => attempt.status)], ["/x", dead.key, [410, 200]]);
  assert.equal(one.attempts[0].response, "no such order");
  assert.equal(one.headers["x-hookward-scheme"], "gilbert");
});

test("what was delivered is redelivered too, and what waits or is proxied is not", async () => {
  await deliver("evt_again");
  const { key } = await inState("evt_again", "delivered");
  origin.take();
  assert.equal((await ask("POST", `deliveries/${key}/redeliver`)).count, 1);
  const [again] = await until("the origin has it", () => origin.requests.length > 0 && origin.take());
  assert.deepEqual(idsOf([again]), ["evt_again"]);
  await deliver("evt_proxied", {}, "/proxied");
  const proxied = await inState("evt_proxied", "delivered");
  assert.equal(proxied.hasBody, false);
  const refused = await ask("POST", `deliveries/${proxied.key}/redeliver`);
  assert.equal(refused.status, 409);
  assert.match(refused.error, /body is not stored/);
  const unknown = await ask("POST", "deliveries/0f/redeliver");
  assert.equal(unknown.status, 404);
  assert.match(unknown.error, /no delivery with this key/);
});

test("all dead ones of a route are redelivered or dismissed, and those of a time", async () => {
  respond = refuse;
  for (const id of ["evt_d1", "evt_d2", "evt_d3"]) await deliver(id, {}, "/y");
  await inState("evt_d1", "dead");
  await inState("evt_d2", "dead");
  const { key, acceptedAt } = await inState("evt_d3", "dead");
  assert.equal((await ask("GET", "status")).status, 503);
  assert.equal((await ask("POST", `deliveries/${key}/dismiss`)).count, 1);
  respond = (response) => response.end("taken");
  origin.take();
  const all = await ask("POST", "redeliver?state=dead&path=/y");
  assert.deepEqual([all.count, all.more], [2, false]);
  await until("both have arrived", () => origin.requests.length === 2);
  assert.deepEqual(idsOf(origin.take()).sort(), ["evt_d1", "evt_d2"]);
  await inState("evt_d1", "delivered");
  await inState("evt_d2", "delivered");
  assert.equal((await ask("GET", "status")).status, 200);
  const range = await ask("POST", `redeliver?path=/y&from=${new Date(0).toISOString()}&before=${acceptedAt}`);
  assert.deepEqual([range.count, range.cursor], [2, null]);
  await until("both have arrived", () => origin.requests.length === 2);
  assert.deepEqual((await ask("POST", "dismiss?path=/y")).count, 0);
});

test("an erased delivery has no body, headers or attempts, and its key is still known", async () => {
  await deliver("evt_erased", { text: "personal" });
  const { key } = await inState("evt_erased", "delivered");
  assert.equal((await ask("POST", `deliveries/${key}/erase`)).count, 1);
  const [shown] = (await ask("GET", `deliveries/${key}`)).deliveries;
  assert.deepEqual(
    [shown.state, shown.headers, shown.attempts, shown.hasBody],
    ["erased", null, [], false],
    "nothing of its content is left",
  );
  origin.take();
  assert.equal((await deliver("evt_erased", { text: "personal" })).status, 200);
  await deliver("evt_after");
  await inState("evt_after", "delivered");
  assert.deepEqual(idsOf(origin.take()), ["evt_after"], "the duplicate of the erased one was recognized");
});

test("a paused route accepts and makes no attempt, until it goes on", async () => {
  assert.deepEqual((await ask("POST", "pause?path=/x")).paused, true);
  const { routes } = await ask("GET", "status");
  assert.deepEqual(
    routes.map(({ path, paused }) => [path, paused]),
    [
      ["/x", true],
      ["/y", false],
      ["/proxied", false],
    ],
  );
  assert.equal((await deliver("evt_paused")).status, 200);
  await deliver("evt_other", {}, "/y");
  await inState("evt_other", "delivered");
  assert.equal((await inState("evt_paused", "waiting")).attemptCount, 0);
  assert.deepEqual(idsOf(origin.take()), ["evt_other"]);
  assert.equal((await ask("POST", "resume?path=/x")).paused, false);
  await inState("evt_paused", "delivered");
});

test("a list has filters, and pages of all ledgers by acceptance", async () => {
  assert.equal((await ask("POST", "pause?path=/x")).paused, true);
  assert.equal((await ask("POST", "pause?path=/y")).paused, true);
  const ids = Array.from({ length: 12 }, (_, at) => `evt_page_${String(at).padStart(2, "0")}`);
  for (const [at, id] of ids.entries()) await deliver(id, {}, at % 3 === 0 ? "/y" : "/x");
  const pages = async (query) => {
    const found = [];
    for (let cursor = ""; cursor !== null; ) {
      const page = await ask("GET", `deliveries?text=evt_page&limit=5${query}${cursor && `&cursor=${cursor}`}`);
      assert.ok(page.deliveries.length <= 5);
      found.push(...page.deliveries);
      cursor = page.cursor;
    }
    return found;
  };
  const idsIn = (records) => records.map(({ deliveryId }) => deliveryId);
  const all = await pages("");
  assert.deepEqual(idsIn(all).sort(), ids);
  const times = all.map(({ acceptedAt }) => acceptedAt);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => b - a),
    "the newest first",
  );
  assert.ok(all.every((one) => !("headers" in one) && !("attempts" in one)));
  assert.deepEqual(idsIn(await pages("&path=/y")), ["evt_page_09", "evt_page_06", "evt_page_03", "evt_page_00"]);
  assert.equal((await pages("&state=waiting")).length, 12);
  assert.equal((await pages("&state=delivered,dead")).length, 0);
  const [third] = all.filter(({ deliveryId }) => deliveryId === ids[3]);
  const later = idsIn(await pages(`&from=${third.acceptedAt}`));
  assert.ok(later.includes(ids[3]) && !later.includes(ids[0]));
  const sooner = idsIn(await pages(`&before=${new Date(third.acceptedAt).toISOString()}`));
  assert.ok(sooner.includes(ids[0]) && !sooner.includes(ids[3]));
  await ask("POST", "resume?path=/x");
  await ask("POST", "resume?path=/y");
});

test("an export has each delivery once, with headers and attempts, however many there are", async () => {
  await ask("POST", "pause?path=/x");
  const count = 1050;
  const start = Date.now();
  for (let at = 0; at < count; ) {
    const some = Array.from({ length: Math.min(50, count - at) }, () => deliver(`evt_export_${at++}`));
    for (const { status } of await Promise.all(some)) assert.equal(status, 200);
  }
  const exported = async (query) => {
    const response = await fetch(`http://127.0.0.1:${worker.port}/_hookward/export?from=${start}${query}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    assert.deepEqual([response.status, response.headers.get("content-type")], [200, "application/x-ndjson"]);
    const text = await response.text();
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  const records = await exported("");
  assert.equal(records.length, count);
  assert.equal(new Set(records.map(({ key }) => key)).size, count);
  assert.ok(records.every(({ path, headers, attempts }) => path === "/x" && headers && attempts.length === 0));
  assert.deepEqual(await exported("&state=delivered"), []);
  const page = await ask("GET", `deliveries?limit=1000&text=evt_export&path=/x`);
  assert.deepEqual([page.deliveries.length, page.cursor !== null], [1000, true]);
  assert.equal(
    (await ask("GET", `deliveries?limit=1000&text=evt_export&path=/x&cursor=${page.cursor}`)).deliveries.length,
    50,
  );
  await ask("POST", "resume?path=/x");
});

test("no response has a secret, the provider's signature beyond what is stored, or a header that did not cross", async () => {
  respond = refuse;
  const body = JSON.stringify({ event: "order.paid", event_id: "evt_secret" });
  const headers = [...sign.gilbert(SECRET, body), ["Cookie", "session=c00kie"], ["X-Other", "0ther"]];
  await send(worker.port, { path: "/x", body, headers });
  const { key } = await inState("evt_secret", "dead");
  const texts = [];
  for (const target of [
    "status",
    "deliveries",
    `deliveries/${key}`,
    "deliveries?path=/none",
    "deliveries?state=none",
  ]) {
    texts.push((await ask("GET", target)).text);
  }
  texts.push(...worker.takeLog().map((line) => JSON.stringify(line)));
  for (const text of texts) {
    for (const secret of [SECRET, ORIGIN_SECRET, TOKEN, "c00kie", "0ther"]) assert.ok(!text.includes(secret), text);
  }
});

test("a wrong token, no token, and a Worker without one", async () => {
  const targets = [
    ["GET", "deliveries"],
    ["GET", "deliveries/0f"],
    ["GET", "export"],
    ["POST", "pause?path=/x"],
    ["GET", "x"],
  ];
  for (const [method, target] of targets) {
    assert.deepEqual((await ask(method, target, [])).status, 401);
    assert.deepEqual((await ask(method, target, [["Authorization", "Bearer other"]])).text, "wrong token");
  }
  assert.equal((await ask("GET", "x")).status, 404);
  assert.equal((await ask("POST", "deliveries")).status, 405);
  const refused = await ask("GET", "deliveries?form=2026-05-07");
  assert.deepEqual([refused.status, refused.error.startsWith("There is no parameter form here.")], [400, true]);
  assert.match((await ask("POST", "pause")).error, /\/x, \/y, \/proxied/);
  const without = await startWorker({ ...routes(), SECRET, ORIGIN_SECRET }, { strict: false });
  for (const [method, target] of [...targets, ["GET", "status"]]) {
    assert.equal((await ask(method, target, authorization, without.port)).status, 404, target);
  }
  await without.stop();
});
