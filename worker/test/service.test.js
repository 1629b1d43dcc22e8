// A route whose origin is another Worker, in workerd. It is called through a service binding, and everything else is the same as with a URL.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { Webhook } from "standardwebhooks";

import { delivery, header, ORIGIN_SECRET, SECRET, startLedger, until } from "../../test-support/ledger.js";
import { NOW, send, sign, startOrigin, startWorker } from "../../test-support/worker.js";

const BODY = '{"event":"x","event_id":"evt_1"}';

/** A Worker that responds to every request with the response of `RECORDER`. */
const APP = `export default {
  async fetch(request, env) {
    const asked = { url: request.url, method: request.method, headers: [...request.headers], body: await request.text() };
    return fetch(env.RECORDER, { method: "POST", body: JSON.stringify(asked), redirect: "manual" });
  },
};`;

/** A Worker whose response has as many bytes as the path states, and another declared length. */
const LIAR = `export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    let left = Number(pathname.slice(1));
    const pull = (controller) => {
      const length = Math.min(left, 60_000);
      controller.enqueue(new Uint8Array(length).fill(97));
      left -= length;
      if (left === 0) controller.close();
    };
    return new Response(new ReadableStream({ pull }), { headers: { "content-length": searchParams.get("declared") } });
  },
};`;

/** A Worker whose error is long, and contains characters that control a terminal. */
const THROWER = `export default {
  fetch() {
    throw new Error("\\u009b2J\\u202e\\u2028" + "x".repeat(1 << 20));
  },
};`;

/** Returns the options of a Worker whose bindings are the app, the liar and the thrower. */
const withApp = (recorder) => ({
  bound: { serviceBindings: { APP: "app", LIAR: "liar", THROWER: "thrower" } },
  others: [
    { name: "app", script: APP, bindings: { RECORDER: recorder.url } },
    { name: "liar", script: LIAR },
    { name: "thrower", script: THROWER },
  ],
});

/** The maximum number of bytes in a response. */
const MOST = 1 << 20;

/** Returns the requests that the app has received until now. */
const asked = (recorder) => recorder.take().map(({ body }) => JSON.parse(body));

let recorder;
let second;
let worker;
/** The response of the app. */
let respond;

before(async () => {
  recorder = await startOrigin((response) => respond(response));
  second = await startOrigin();
  const route = (path, more) => ({ path, scheme: "gilbert", secrets: ["SECRET"], timeout: 1, ...more });
  const ROUTES = [
    route("/x", { origin: { service: "APP", url: "https://app.example.com/hooks?a=1" } }),
    route("/plain", { origin: { service: "APP" } }),
    route("/t/{tenant}", { secrets: ["SECRET_{TENANT}"], origin: { service: "APP" } }),
    route("/several", { origins: [second.url, { service: "APP" }] }),
    route("/none", { origin: { service: "NOT_THERE" } }),
    route("/text", { origins: [second.url, { service: "SECRET" }] }),
    route("/lower", { origin: { service: "s3cret" } }),
    route("/misspelt", { origin: { service: "APP", path: "/x" } }),
    ...[MOST, MOST + 1].flatMap((length) =>
      ["10", "-5", "0x10", "1e3", "", String(MOST)].map((declared, at) =>
        route(`/liar/${length}/${at}`, {
          origin: { service: "LIAR", url: `https://liar/${length}?declared=${declared}` },
        }),
      ),
    ),
    route("/thrower", { origin: { service: "THROWER" } }),
    route("/user", { origin: { service: "APP", url: "https://u:p@app.example.com/" } }),
  ];
  const vars = { ROUTES, SECRET, SECRET_ACME: SECRET, ORIGIN_SECRET };
  worker = await startWorker(vars, withApp(recorder));
});

after(async () => {
  await worker.stop();
  await recorder.stop();
  await second.stop();
});

afterEach(() => {
  recorder.take();
  second.take();
});

const deliver = (path, headers = sign.gilbert(SECRET, BODY)) => worker.send({ path, body: BODY, headers });

test("the service gets the verified delivery under its url, signed by the edge, and its response goes back", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
  respond = (response) => response.writeHead(202, { "x-app": "1" }).end("from the app");
  const response = await deliver("/x", [...sign.gilbert(SECRET, BODY), ["X-Forged", "1"]]);
  assert.deepEqual([response.status, response.body.toString(), header(response, "x-app")], [202, "from the app", "1"]);
  assert.deepEqual([response.log.level, response.log.originStatus], ["info", 202]);
  const [{ url, method, headers, body }] = asked(recorder);
  assert.deepEqual([url, method, body], ["https://app.example.com/hooks?a=1", "POST", BODY]);
  new Webhook(ORIGIN_SECRET).verify(body, Object.fromEntries(headers));
  assert.equal(header({ headers }, "x-hookward-scheme"), "gilbert");
  assert.equal(header({ headers }, "x-forged"), undefined);
});

test("without a url, the service gets the path of the route, with its tenant", async () => {
  respond = (response) => response.end();
  for (const path of ["/plain", "/t/acme"]) {
    assert.equal((await deliver(path)).status, 200);
    assert.deepEqual(
      asked(recorder).map(({ url }) => url),
      [`https://service${path}`],
    );
  }
});

test("a forged delivery does not reach the service", async () => {
  assert.equal((await deliver("/x", [["x-gilbert-signature", "0".repeat(64)]])).status, 401);
  assert.deepEqual(asked(recorder), []);
});

for (const [what, act, status, code] of [
  ["refuses", (response) => response.writeHead(500).end("down"), 500, "origin_refused"],
  ["redirects", (response) => response.writeHead(302, { location: second.url }).end(), 302, "origin_refused"],
  ["throws", (response) => response.socket.destroy(), 502, "origin_unreachable"],
  ["sends too much", (response) => response.end("x".repeat(1_048_577)), 502, "origin_unreachable"],
  ["hangs", () => {}, 504, "origin_timeout"],
]) {
  test(`a service that ${what} is ${code}`, async () => {
    respond = act;
    const response = await deliver("/x");
    assert.deepEqual([response.status, response.log.code, response.log.level], [status, code, "error"]);
    assert.deepEqual(second.take(), [], "a redirect is not followed");
  });
}

test("a response of a service has its limit, whatever length the service declares", async () => {
  for (let at = 0; at < 6; at++) {
    const whole = await deliver(`/liar/${MOST}/${at}`);
    assert.deepEqual([whole.status, whole.body.length, whole.body.every((byte) => byte === 97)], [200, MOST, true]);
    const { status, log } = await deliver(`/liar/${MOST + 1}/${at}`);
    assert.deepEqual([status, log.code], [502, "origin_unreachable"]);
    assert.match(log.message, /longer than 1048576 bytes/);
  }
});

test("the error of a service is cut, and escaped in the log", async () => {
  const isPlain = (line) => assert.ok(line.length < 1500 && /^[ -~]*$/.test(line), line.slice(0, 2000));
  const { status, line } = await worker.sendRaw({ path: "/thrower", body: BODY, headers: sign.gilbert(SECRET, BODY) });
  assert.equal(status, 502);
  isPlain(line);
  const ledger = await startLedger(
    undefined,
    { origin: { service: "THROWER" }, mode: "accept", schedule: [0] },
    withApp(recorder),
  );
  try {
    await send(ledger.port, delivery("evt_1"));
    const [attempt] = await until("it was tried", () => {
      const lines = ledger.takeLines().filter((text) => text.includes('"attempt":1'));
      return lines.length > 0 && lines;
    });
    isPlain(attempt);
    assert.match(JSON.parse(attempt).reason, /^\u009b2J\u202e\u2028x{200,}$/);
  } finally {
    await ledger.stop();
  }
});

test("a service among several origins gets each delivery too", async () => {
  respond = (response) => response.end();
  assert.equal((await deliver("/several")).status, 200);
  const [there] = await until("the service has it", () => recorder.requests.length > 0 && asked(recorder));
  assert.deepEqual([there.url, there.body], ["https://service/several", BODY]);
  assert.equal(second.take().length, 1);
});

for (const [path, message] of [
  [
    "/none",
    /^ROUTES\[4\] \(\/none, gilbert\): origin\.service: There is no service binding NOT_THERE\. Add it to services in Wrangler's configuration\.$/,
  ],
  ["/text", /: origins\[1\]\.service: There is no service binding SECRET\./],
  [
    "/lower",
    /: origin\.service: There is no service binding of that name\. Add it to services in Wrangler's configuration\.$/,
  ],
  ["/misspelt", /: origin\.path: unknown key `path`, expected one of `service`, `url`$/],
  ["/user", /: origin\.url must be an absolute http or https URL/],
]) {
  test(`${path} is a fault, and nothing is sent anywhere`, async () => {
    const { status, body, log } = await deliver(path);
    assert.deepEqual([status, body.toString(), log.code], [500, "not configured", "invalid_option"]);
    assert.match(log.message, message);
    assert.doesNotMatch(log.message, /s3cret|u:p/);
    assert.deepEqual([asked(recorder), second.take()], [[], []]);
  });
}

test("what is accepted while the service is down arrives when it is up again", async () => {
  const ledger = await startLedger(
    undefined,
    { origin: { service: "APP" }, mode: "accept", schedule: [0, 0.5, 1, 1, 1, 1] },
    withApp(recorder),
  );
  try {
    respond = (response) => response.socket.destroy();
    assert.equal((await ledger.deliver("evt_1")).status, 200);
    const failed = await until("it was tried", () => ledger.takeLog().find(({ attempt }) => attempt === 1));
    assert.equal(failed.code, "origin_unreachable");
    assert.equal((await send(ledger.port, delivery("evt_1"))).status, 200, "a duplicate is acknowledged");
    recorder.take();
    respond = (response) => response.end();
    const [there] = await until("it has arrived", () => recorder.requests.length > 0 && asked(recorder));
    assert.equal(JSON.parse(there.body).event_id, "evt_1");
    assert.deepEqual([there.url, header(there, "webhook-id")], ["https://service/x", "evt_1"]);
    const taken = await until("it is logged", () => ledger.takeLog().find(({ originStatus }) => originStatus === 200));
    assert.equal(taken.webhookId, "evt_1");
  } finally {
    await ledger.stop();
  }
});
