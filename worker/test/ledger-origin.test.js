// An origin that fails in every possible way, with a ledger in workerd: each delivery finally arrives, by the attempts of its schedule.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { delivery, header, idsOf, startLedger, until } from "../../test-support/ledger.js";
import { send, startOrigin } from "../../test-support/worker.js";

/** The number of failed attempts of each delivery. Four failures of two deliveries do not open the circuit. */
const FAILURES = 2;
const IDS = ["evt_1", "evt_2"];

/** The delays before the attempts, in seconds. */
const SCHEDULE = [0, 0.5, 0.5];

/** The behaviors of an origin, with the code in the log. `wait` is the number of seconds for which the origin requests a pause. */
const BEHAVIOURS = {
  "responds with 500": { respond: (response) => response.writeHead(500).end("broken"), code: "origin_refused" },
  "responds with 404": { respond: (response) => response.writeHead(404).end(), code: "origin_refused" },
  redirects: { respond: (response) => response.writeHead(302, { location: "/" }).end(), code: "origin_refused" },
  "asks for two seconds": {
    respond: (response) => response.writeHead(429, { "retry-after": "2" }).end(),
    code: "origin_refused",
    wait: 2,
  },
  "asks for a date": {
    respond: (response) => response.writeHead(503, { "retry-after": new Date(Date.now() + 3000).toUTCString() }).end(),
    code: "origin_refused",
    wait: 2,
  },
  hangs: { respond: () => {}, code: "origin_timeout" },
  "hangs in the middle of its answer": { respond: begin, code: "origin_timeout" },
  "closes the connection": { respond: (response) => response.destroy(), code: "origin_unreachable" },
  "resets the connection": { respond: ({ socket }) => socket.resetAndDestroy(), code: "origin_unreachable" },
  "resets in the middle of its answer": {
    respond(response) {
      begin(response);
      setTimeout(() => response.socket.resetAndDestroy(), 20);
    },
    code: "origin_unreachable",
  },
  "responds with what is no HTTP": {
    respond: ({ socket }) => socket.end("SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    code: "origin_unreachable",
  },
  "responds with more than is read": {
    respond: (response) => response.end(Buffer.alloc(2 << 20)),
    code: "origin_unreachable",
  },
};

/** Begins a response with status 200, whose second half is missing. */
function begin(response) {
  response.writeHead(200, { "content-length": 100 });
  response.write("the first half");
}

/** Returns the path of a behavior. */
const pathOf = (name) => `/${name.replaceAll(" ", "-")}`;

let origin;
let worker;
/** An address at which nothing listens. */
let down;
/** The attempts at each path, in the order of arrival. */
const attempts = new Map();

before(async () => {
  const behaviours = new Map(Object.entries(BEHAVIOURS).map(([name, behaviour]) => [pathOf(name), behaviour]));
  origin = await startOrigin((response, request) => {
    const { url } = request;
    const [id] = idsOf([request]);
    const own = attempts.get(url) ?? [];
    attempts.set(url, own);
    const number = own.filter((other) => other.id === id).length + 1;
    own.push({ id, number, at: Date.now(), webhookId: header(request, "webhook-id") });
    if (url === "/gone") response.writeHead(410).end();
    else if (number > FAILURES || !behaviours.has(url)) response.end("taken");
    else behaviours.get(url).respond(response);
  });
  // The timeout is long enough for a busy machine, except for routes on which it has to expire.
  const timeoutOf = (path) => (behaviours.get(path)?.code === "origin_timeout" ? 1 : 5);
  const common = { scheme: "gilbert", secrets: ["SECRET"], mode: "accept", schedule: SCHEDULE };
  down = await startOrigin();
  await down.stop();
  const paths = [...behaviours.keys(), "/gone", "/copies"];
  const ROUTES = paths.map((path) => ({ ...common, timeout: timeoutOf(path), path, origin: origin.url + path }));
  ROUTES.push({
    ...common,
    timeout: 5,
    path: "/refuses",
    origin: down.url,
    schedule: [...SCHEDULE, ...SCHEDULE.slice(1)],
  });
  worker = await startLedger(origin.url, {}, { vars: { ROUTES } });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const deliver = async (path, id) => (await send(worker.port, delivery(id, {}, path))).status;

/** The log lines so far. */
const log = [];
const lines = (path) => {
  log.push(...worker.takeLog());
  return log.filter((line) => line.path === path && line.webhookId !== undefined);
};

describe("an origin that", { concurrency: true }, () => {
  for (const [name, { code, wait = 0 }] of Object.entries(BEHAVIOURS)) {
    test(`${name} gets each delivery again, as the schedule says`, async () => {
      const path = pathOf(name);
      for (const id of IDS) assert.equal(await deliver(path, id), 200);
      await until("both were taken", () => lines(path).filter(({ originStatus }) => originStatus === 200).length === 2);
      for (const id of IDS) {
        const own = attempts.get(path).filter((attempt) => attempt.id === id);
        assert.deepEqual([own.length, new Set(own.map(({ webhookId }) => webhookId)).size], [FAILURES + 1, 1]);
        const logged = lines(path).filter(({ webhookId }) => webhookId === own[0].webhookId);
        assert.deepEqual(
          logged.map(({ attempt, code }) => [attempt, code]),
          [
            [1, code],
            [2, code],
            [3, undefined],
          ],
        );
        for (const [at, { at: time }] of own.entries()) {
          if (at === 0) continue;
          // A delay of the schedule varies by a fifth. The timers of two processes differ by some milliseconds.
          const least = Math.max(800 * SCHEDULE[at], 1000 * wait) - 20;
          const waited = time - own[at - 1].at;
          assert.ok(waited >= least, `attempt ${at + 1} came after ${waited} ms, and not after ${least}`);
        }
      }
    });
  }

  test("refuses the connection gets what was accepted meanwhile once it listens", async () => {
    for (const id of IDS) assert.equal(await deliver("/refuses", id), 200);
    await until("both have failed", () => lines("/refuses").length >= 3);
    assert.deepEqual(new Set(lines("/refuses").map(({ code }) => code)), new Set(["origin_unreachable"]));
    const up = await startOrigin(undefined, Number(new URL(down.url).port));
    try {
      await until("both have arrived", () => up.requests.length === IDS.length);
      assert.deepEqual(idsOf(up.requests).sort(), IDS);
    } finally {
      await up.stop();
    }
  });

  test("is gone for good gets each delivery once, and it is dead and reported", async () => {
    assert.equal(await deliver("/gone", "evt_1"), 200);
    await until("it is reported", () => {
      lines("/gone");
      return log.some(({ path, code }) => path === "/gone" && code === "delivery_dead");
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(attempts.get("/gone").length, 1);
  });

  test("is well gets one of several copies that come at one instant", async () => {
    const copies = Array.from({ length: 20 }, () => deliver("/copies", "evt_1"));
    assert.deepEqual(new Set(await Promise.all(copies)), new Set([200]));
    assert.equal(await deliver("/copies", "evt_2"), 200);
    await until("both have arrived", () => attempts.get("/copies")?.length >= 2);
    assert.deepEqual(
      attempts
        .get("/copies")
        .map(({ id }) => id)
        .sort(),
      IDS,
    );
  });
});
