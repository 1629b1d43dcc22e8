// Data points of Workers Analytics Engine, written to a binding of this test, because those in the local runtime cannot be read.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { delivery, SECRET, startLedger, until } from "../../test-support/ledger.js";
import { sign, startOrigin } from "../../test-support/worker.js";

/** The Worker with a dataset that prints its points, or with another `dataset`. */
const ENTRY = `
  import worker, { Ledger as Base } from "./index.js";
  const METRICS = { writeDataPoint: (point) => console.log(JSON.stringify({ point })) };
  export class Ledger extends Base {
    constructor(context, env) { super(context, { ...env, METRICS }); }
  }
  export default {
    fetch(request, env, context) {
      const none = { writeDataPoint() { throw new Error("no dataset"); } };
      const broken = request.headers.has("x-broken");
      return worker.fetch(request, { ...env, METRICS: broken ? none : METRICS }, context);
    },
  };`;

let origin;
let worker;

before(async () => {
  origin = await startOrigin((response, { body }) =>
    response.writeHead(`${body}`.includes("evt_bad") ? 410 : 200).end(),
  );
  const routes = [
    { path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url },
    { path: "/t/{tenant}", scheme: "gilbert", secrets: ["SECRET_{TENANT}"], origin: origin.url },
    { path: "/kept", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url, mode: "accept", shards: 4 },
  ];
  worker = await startLedger(origin.url, {}, { entry: ENTRY, vars: { ROUTES: routes, SECRET_ACME: SECRET } });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

/** Returns the points since the last call, once the expected number exists. */
const points = async (wanted) => {
  const found = [];
  await until(`there are ${wanted} points`, () => {
    found.push(...worker.takeLog().flatMap(({ point }) => (point === undefined ? [] : [point])));
    return found.length >= wanted;
  });
  assert.equal(found.length, wanted);
  return found.map(({ indexes, blobs, doubles: [ms, ...rest] }) => {
    assert.ok(Number.isInteger(ms) && ms >= 0, `${ms}`);
    return [indexes, blobs, rest];
  });
};

test("a request is a point by its route, with what became of it", async () => {
  await worker.deliver("evt_1");
  assert.deepEqual(await points(1), [[["/x"], ["request", "/x", "gilbert", "", "", "order.paid"], [200, 200, 0]]]);
  await worker.deliver("evt_bad");
  const refused = ["request", "/x", "gilbert", "origin_refused", "", "order.paid"];
  assert.deepEqual(await points(1), [[["/x"], refused, [410, 410, 0]]]);
  await worker.request({ ...delivery("evt_2"), body: "{}" });
  assert.deepEqual(await points(1), [
    [["/x"], ["request", "/x", "gilbert", "signature_mismatch", "", ""], [401, 0, 0]],
  ]);
});

test("a path that a sender made up is in no point", async () => {
  await worker.request({ path: "/made-up", body: "{}" });
  assert.deepEqual(await points(1), [[[""], ["request", "", "", "not_found", "", ""], [404, 0, 0]]]);
  const body = "{}";
  for (const tenant of ["acme", "made-up"]) {
    await worker.request({ path: `/t/${tenant}`, body });
    const expected = ["request", "/t/{tenant}", "gilbert", "missing_header", "", ""];
    assert.deepEqual(await points(1), [[["/t/{tenant}"], expected, [401, 0, 0]]]);
  }
  await worker.request({ path: "/t/made-up", body, headers: sign.gilbert(SECRET, body) });
  const [[, blobs]] = await points(1);
  assert.deepEqual(blobs.slice(1, 4), ["/t/{tenant}", "gilbert", "unknown_tenant"]);
});

test("an attempt is a point, with its number", async () => {
  await worker.request(delivery("evt_3", {}, "/kept"));
  const found = new Map((await points(2)).map((point) => [point[1][0], point]));
  assert.deepEqual(found.get("request").slice(1), [
    ["request", "/kept", "gilbert", "", "accepted", "order.paid"],
    [200, 0, 0],
  ]);
  assert.deepEqual(found.get("attempt").slice(1), [
    ["attempt", "/kept", "", "", "", ""],
    [0, 200, 1],
  ]);
});

test("a binding that is no dataset stops no delivery", async () => {
  const { headers, ...rest } = delivery("evt_4");
  const response = await worker.request({ ...rest, headers: [...headers, ["X-Broken", "1"]] });
  assert.equal(response.status, 200);
});
