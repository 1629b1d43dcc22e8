// Reading a body in workerd: a body that has not arrived takes no memory, and a body of any length is read completely.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { after, before, test } from "node:test";

import { sign, startOrigin, startWorker } from "../../test-support/worker.js";

const SECRET = "s3cret";
const MOST = 25 << 20;

/** The dates from which a stream has a reader that fills a buffer, and from which the end of a reader has a value. */
const DATES = ["2022-10-31", "2026-04-01"];

let origin;
let workers;

before(async () => {
  origin = await startOrigin();
  workers = await Promise.all(DATES.map((compatibilityDate) => start({ compatibilityDate })));
});

after(async () => {
  for (const worker of workers) await worker.stop();
  await origin.stop();
});

function start(bound) {
  const route = { path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url, maxBodyBytes: MOST };
  return startWorker({ ROUTES: [route], SECRET }, { bound });
}

test("a body of any length is read whole, however it is framed", async () => {
  // The first read requests 16 KiB, and later reads as much as has arrived.
  const lengths = [0, 1, 16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 65_536, 1_000_000, MOST];
  for (const worker of workers) {
    for (const length of lengths) {
      const body = randomBytes(length);
      for (const chunked of [false, true]) {
        const { status } = await worker.send({ path: "/x", body, chunked, headers: sign.gilbert(SECRET, body) });
        const [received] = origin.take();
        assert.deepEqual([status, received.body.equals(body)], [200, true], `${length} ${chunked}`);
      }
    }
  }
});

test("a declared length takes no memory before the body arrives", { skip: process.platform !== "linux" }, async () => {
  const worker = await start({});
  await worker.send({ path: "/x", body: "{}", headers: sign.gilbert("another secret", "{}") });
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${worker.pid}/status`, "utf8"))[1]) / 1024;
  const [[name, value]] = sign.gilbert("another secret", "{}");
  const before = resident();
  const stalled = Array.from({ length: 20 }, () => connect(worker.port, "127.0.0.1").on("error", () => {}));
  for (const socket of stalled)
    socket.write(`POST /x HTTP/1.1\r\nHost: x\r\n${name}: ${value}\r\nContent-Length: ${MOST}\r\n\r\n{`);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const more = resident() - before;
  for (const socket of stalled) socket.destroy();
  await Promise.all(stalled.map(() => worker.nextLog()));
  await worker.stop();
  // 20 bodies of that length take 500 MB.
  assert.ok(more < 50, `${more} MB`);
});
