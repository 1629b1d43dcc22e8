// An attacker without a secret, who has seen at most one genuine delivery. An unsigned request creates no row, no id and no call to the ledger. A
// genuine delivery that is sent again does not replace another.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { hostileRequests, play } from "../../test-support/hostile-requests.js";
import { header, ORIGIN_SECRET, SECRET, startLedger, until } from "../../test-support/ledger.js";
import { send, sign, startOrigin } from "../../test-support/worker.js";

/** The shipped Worker and class. `/rows` returns the rows of each ledger, and the calls since the last time. */
const WATCHED = `
  import shipped, { Ledger as Shipped } from "./index.js";
  let calls = [];
  export class Ledger extends Shipped {
    handle(path, event, body) {
      calls.push([path, event.type]);
      return super.handle(path, event, body);
    }
    rows() {
      const { sql } = this.ctx.storage;
      // An object that nothing was asked of has no table.
      if (sql.exec("SELECT 1 FROM sqlite_schema WHERE name = 'deliveries'").toArray().length === 0) return [];
      return sql.exec("SELECT key FROM deliveries ORDER BY seq").raw().toArray().flat();
    }
  }
  export default {
    ...shipped,
    async fetch(request, env, context) {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== "/rows") return shipped.fetch(request, env, context);
      const rows = await env.LEDGER.get(env.LEDGER.idFromName(searchParams.get("path"))).rows();
      return Response.json({ rows, calls: calls.splice(0) });
    },
  };`;

const TENANTS = { ACME: "s3cret of acme", OTHER: "s3cret of the other" };

let origin;
let worker;

before(async () => {
  origin = await startOrigin();
  const common = { secrets: ["SECRET"], origin: origin.url };
  const ROUTES = [
    { ...common, path: "/proxy", scheme: "gilbert", mode: "proxy" },
    { ...common, path: "/accept", scheme: "gilbert", mode: "accept" },
    { ...common, path: "/unsigned-id", scheme: "inboundflow", mode: "accept" },
    { ...common, path: "/body", scheme: "grillo", mode: "accept", dedupe: "body" },
    { ...common, path: "/hooks/{tenant}", scheme: "gilbert", mode: "accept", secrets: ["GILBERT_{TENANT}"] },
  ];
  const tenants = Object.fromEntries(Object.entries(TENANTS).map(([name, secret]) => [`GILBERT_${name}`, secret]));
  worker = await startLedger(
    origin.url,
    {},
    { vars: { ROUTES, ORIGIN_SECRET, OPERATOR_TOKEN: "t0ken", ...tenants }, entry: WATCHED },
  );
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

/** Returns the rows of a ledger, and the calls to all ledgers since the last time. */
async function watched(path) {
  const { body } = await send(worker.port, { method: "GET", path: `/rows?path=${encodeURIComponent(path)}` });
  return JSON.parse(body);
}

beforeEach(async () => {
  await watched("/proxy");
  origin.take();
});

/** Returns a delivery of a scheme, as its provider sends it. */
function genuine(path, scheme, body, { secret = SECRET, seconds = Math.floor(Date.now() / 1000), more = [] } = {}) {
  return { path, body, headers: [...sign[scheme](secret, body, seconds), ...more] };
}
const gilbert = (path, id, options) => genuine(path, "gilbert", JSON.stringify({ event: "e", event_id: id }), options);

/** Returns the parts of a response that a sender sees. */
const seen = ({ status, headers, body }) => [status, headers.filter(([name]) => name !== "date"), body.toString()];

test("what was not signed causes no call, whatever it is", async () => {
  const paths = ["/proxy", "/accept", "/hooks/acme"];
  const signed = gilbert("/accept", "evt_unsigned").headers;
  const forgeries = paths.flatMap((path) => {
    const delivery = gilbert(path, "evt_forged");
    return [
      { ...delivery, headers: [] },
      { ...delivery, headers: [["x-gilbert-signature", "0".repeat(64)]] },
      { ...delivery, headers: signed },
      { ...delivery, headers: [...signed, ...signed] },
      { ...delivery, headers: [["x-gilbert-signature", "not hex"]] },
      { ...delivery, body: "", length: 2 << 20 },
      { ...delivery, method: "GET", body: "", length: null },
      { ...delivery, method: "PUT" },
      {
        ...delivery,
        headers: [
          ["webhook-id", "evt_forged"],
          ["x-hookward-delivery", "evt_forged"],
        ],
      },
    ];
  });
  forgeries.push(gilbert("/hooks/nobody", "evt_1"), gilbert("/hooks/acme", "evt_1"), gilbert("/none", "evt_1"));
  for (const forged of forgeries) {
    const { status } = await send(worker.port, forged);
    assert.ok(status >= 400 && status < 500, `${status} for ${JSON.stringify(forged.headers)}`);
  }
  for (const path of ["/_hookward/status", "/_hookward/health", "/_hookward/status?path=/accept"]) {
    await send(worker.port, { method: "GET", path, length: null });
  }
  const { calls } = await watched("/accept");
  assert.deepEqual(calls, []);
  for (const path of [...paths, "/hooks/nobody"]) assert.deepEqual((await watched(path)).rows, [], path);
  assert.deepEqual(origin.take(), []);
});

test("a thousand hostile requests store what was signed and nothing else", async () => {
  const deliveries = ["/accept", "/proxy"]
    .map((path) => gilbert(path, "evt_hostile"))
    .map((delivery) => ({ ...delivery, body: Buffer.from(delivery.body) }));
  const requests = hostileRequests(20_261_127, deliveries);
  for (let batch = 0; batch < 60; batch++) {
    await Promise.all(Array.from({ length: 20 }, () => play(worker.port, requests.next().value)));
  }
  for (const path of ["/accept", "/proxy"]) {
    // Some of them are genuine deliveries in an unusual form.
    const { rows } = await watched(path);
    assert.ok(rows.length <= 1, `${path} has ${rows.length} rows`);
  }
});

test("whether an id is known is not to be seen without the secret", async () => {
  assert.equal((await send(worker.port, gilbert("/accept", "evt_known"))).status, 200);
  const forged = (id) => ({ ...gilbert("/accept", id), headers: [["x-gilbert-signature", "0".repeat(64)]] });
  const known = await send(worker.port, forged("evt_known"));
  assert.deepEqual(seen(known), seen(await send(worker.port, forged("evt_never"))));
});

test("who sends a genuine delivery again cannot see whether it was known, and has nothing written", async () => {
  const captured = gilbert("/accept", "evt_captured");
  const first = await send(worker.port, captured);
  const { rows } = await watched("/accept");
  for (let at = 0; at < 20; at++) assert.deepEqual(seen(await send(worker.port, captured)), seen(first));
  const after = await watched("/accept");
  assert.deepEqual(after.rows, rows);
  assert.equal(after.calls.length, 20, "one call for each");
});

test("a genuine delivery is known however it is written", async () => {
  const captured = gilbert("/accept", "evt_written");
  const [[name, signature]] = captured.headers;
  assert.equal((await send(worker.port, captured)).status, 200);
  const { rows } = await watched("/accept");
  const variants = [
    { ...captured, headers: [[name, signature.toUpperCase()]] },
    { ...captured, headers: [[name.toUpperCase(), ` ${signature} `]] },
    { ...captured, path: "/accept?x=1" },
    { ...captured, path: "/accept?event_id=evt_other" },
    { ...captured, chunked: true },
    { ...captured, headers: [...captured.headers, ["webhook-id", "evt_other"], ["x-hookward-delivery", "evt_other"]] },
    { ...captured, headers: [...captured.headers, ["content-type", "text/plain"], ["x-forwarded-for", "192.0.2.1"]] },
    { ...captured, headers: [...captured.headers, ["host", "other.example"]] },
    { ...captured, body: ` ${captured.body}` },
    { ...captured, path: "/accept/" },
    { ...captured, path: "//accept" },
    { ...captured, path: "/%61ccept" },
    { ...captured, path: "/ACCEPT" },
    { ...captured, path: "/x/../accept" },
  ];
  for (const variant of variants) await send(worker.port, variant);
  const { calls, rows: after } = await watched("/accept");
  assert.deepEqual(after, rows);
  assert.ok(calls.length >= 8, `${calls.length} of the variants are genuine`);
  await until("it has arrived", () => origin.requests.length > 0);
  assert.deepEqual([...new Set(origin.take().map((request) => header(request, "webhook-id")))], ["evt_written"]);
});

test("an id that is not signed makes no delivery of another, and keeps none from arriving", async () => {
  const body = (number) => JSON.stringify({ number, text: "x" });
  const id = (value) => ({
    more: [
      ["x-inboundflow-delivery-id", value],
      ["x-inboundflow-event", "call.completed"],
    ],
  });
  const captured = genuine("/unsigned-id", "inboundflow", body(1), id("id_1"));
  assert.equal((await send(worker.port, captured)).status, 200);
  // The captured delivery, with the id of a later delivery.
  const renamed = {
    ...captured,
    headers: captured.headers.map(([name, value]) => [name, value === "id_1" ? "id_2" : value]),
  };
  assert.equal((await send(worker.port, renamed)).status, 200);
  assert.equal((await watched("/unsigned-id")).rows.length, 1);
  assert.equal((await send(worker.port, genuine("/unsigned-id", "inboundflow", body(2), id("id_2")))).status, 200);
  await until("both have arrived", () => origin.requests.length >= 2);
  assert.deepEqual(
    origin
      .take()
      .map((request) => JSON.parse(request.body).number)
      .sort(),
    [1, 2],
  );
});

test("a body that is written another way is verified as it was signed, and known by that", async () => {
  const body = JSON.stringify({ type: "sensor.online", id: 7 });
  const captured = genuine("/body", "grillo", body, { more: [["x-grillo-delivery", "id_1"]] });
  assert.equal((await send(worker.port, captured)).status, 200);
  const spaced = {
    ...captured,
    body: JSON.stringify(JSON.parse(body), null, 2),
    headers: captured.headers.slice(0, 1),
  };
  assert.equal((await send(worker.port, spaced)).status, 200);
  const { rows, calls } = await watched("/body");
  assert.deepEqual([rows.length, calls.filter(([, type]) => type === "accept").length], [1, 2]);
});

test("a delivery of one path or tenant keeps none of another from arriving", async () => {
  const sent = [
    gilbert("/proxy", "evt_shared"),
    gilbert("/accept", "evt_shared"),
    gilbert("/hooks/acme", "evt_shared", { secret: TENANTS.ACME }),
    gilbert("/hooks/other", "evt_shared", { secret: TENANTS.OTHER }),
  ];
  for (const delivery of sent) assert.equal((await send(worker.port, delivery)).status, 200);
  // Attempts of an earlier test may still arrive.
  const shared = () => origin.requests.filter(({ body }) => `${body}`.includes("evt_shared"));
  await until("all have arrived", () => shared().length >= sent.length);
  assert.equal(shared().length, sent.length);
  origin.take();
  // A signature of one tenant is not valid at another tenant's path.
  const crossed = { ...sent[2], path: "/hooks/other" };
  assert.equal((await send(worker.port, crossed)).status, 401);
});

test("a copy that comes while the origin has the first one takes nothing from it", async () => {
  const delivery = gilbert("/proxy", "evt_race");
  const statuses = (await Promise.all(Array.from({ length: 10 }, () => send(worker.port, delivery)))).map(
    ({ status }) => status,
  );
  assert.ok(statuses.includes(200), `${statuses}`);
  assert.deepEqual(new Set(statuses.filter((status) => status !== 200)), new Set([503]));
  assert.equal((await send(worker.port, delivery)).status, 200);
  assert.equal(origin.take().length, 1);
});
