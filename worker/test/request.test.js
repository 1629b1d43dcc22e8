// Requests that get an error before their signature is checked, by path, method or length, and how early the error
// occurs.

import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { send, sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRET = "s3cret";
const LIMIT = 1000;
const MIB = 1 << 20;

let origin;
let worker;

before(async () => {
  origin = await startOrigin();
  const route = (path, more) => ({ path, scheme: "gilbert", secrets: ["NEW", "OLD"], origin: origin.url, ...more });
  worker = await startWorker({
    ROUTES: [route("/default"), route("/small", { maxBodyBytes: LIMIT }), route("/caf%C3%A9%20au/lait")],
    NEW: SECRET,
    OLD: "the secret before",
  });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

async function refuse(request, status, code, text) {
  const response = await worker.send(request);
  assert.deepEqual(origin.take(), []);
  assert.deepEqual([response.status, response.log.status, response.log.code], [status, status, code]);
  assert.equal(response.body.toString(), text);
  return response;
}

const signed = (body, secret = SECRET) => ({ body, headers: sign.gilbert(secret, body) });

test("a path is another path, byte for byte", async () => {
  for (const path of [
    "/",
    "/Default",
    "/default/",
    "//default",
    "/default/x",
    "/default%2f",
    "/_hookward",
    "/_hookward/health/",
  ]) {
    const { log } = await refuse({ path, ...signed("{}") }, 404, "not_found", "not found");
    assert.equal(log.level, "warn");
  }
  // Every URL parser resolves dot segments, so the remaining path counts.
  assert.equal((await worker.send({ path: "/x/../default", ...signed("{}") })).status, 200);
  assert.equal((await worker.send({ path: "/caf%C3%A9%20au/lait", ...signed("{}") })).status, 200);
  assert.equal(origin.take().length, 2);
});

test("a method other than POST is refused where there is a route, and the response says which is accepted", async () => {
  for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]) {
    const response = await refuse(
      { method, path: "/default", ...signed("{}") },
      405,
      "method_not_allowed",
      "method not allowed",
    );
    assert.deepEqual(values(response.headers, "allow"), ["POST"]);
  }
  await refuse({ method: "GET", path: "/elsewhere", length: null }, 404, "not_found", "not found");
});

test("a body at its limit is taken, and one byte more is not", async () => {
  for (const [path, limit] of [
    ["/small", LIMIT],
    ["/default", MIB],
  ]) {
    for (const chunked of [false, true]) {
      const most = Buffer.alloc(limit, "a");
      assert.equal((await worker.send({ path, chunked, ...signed(most) })).status, 200);
      assert.equal(origin.take()[0].body.length, limit);
      const { log } = await refuse(
        { path, chunked, ...signed(Buffer.alloc(limit + 1, "a")) },
        413,
        "body_too_large",
        "body too large",
      );
      assert.equal(log.limit, limit);
    }
  }
});

test("a declared length over the limit is refused without a byte of the body", async () => {
  const request = { path: "/small", headers: sign.gilbert(SECRET, "") };
  await refuse({ ...request, length: LIMIT + 1 }, 413, "body_too_large", "body too large");
  await refuse({ ...request, length: "4294967297" }, 413, "body_too_large", "body too large");
});

test("a short length declared beside chunks does not hide a long body", async () => {
  // With chunks, a declared length has no meaning, and the runtime does not enforce it.
  const body = Buffer.alloc(LIMIT + 1, "a");
  const headers = [["Content-Length", "3"], ...sign.gilbert(SECRET, body)];
  const endless = { path: "/small", chunked: true, unfinished: true, body };
  await refuse({ ...endless, headers }, 413, "body_too_large", "body too large");
});

test("reading stops past the limit, however long the body goes on", async () => {
  const body = Buffer.alloc(LIMIT + 1, "a");
  const endless = { path: "/small", chunked: true, unfinished: true, headers: sign.gilbert(SECRET, body), body };
  await refuse(endless, 413, "body_too_large", "body too large");
});

test("a fault in the headers is refused without a byte of the body", async () => {
  const waiting = { path: "/default", length: 500, body: "" };
  await refuse({ ...waiting, headers: [] }, 401, "missing_header", "invalid signature");
  await refuse({ ...waiting, headers: [["X-Gilbert-Signature", "zz"]] }, 401, "malformed_header", "invalid signature");
  const endless = { path: "/default", chunked: true, unfinished: true, body: "x", headers: [] };
  await refuse(endless, 401, "missing_header", "invalid signature");
});

test("a body that breaks off is not taken for a shorter one", async () => {
  const body = "{}";
  const socket = connect(worker.port, "127.0.0.1");
  const [[name, value]] = sign.gilbert(SECRET, body);
  socket.end(`POST /default HTTP/1.1\r\nHost: x\r\n${name}: ${value}\r\nContent-Length: 3\r\n\r\n${body}`);
  const log = await worker.nextLog();
  socket.destroy();
  assert.deepEqual([log.status, log.code], [400, "body_broken_off"]);
  assert.deepEqual(origin.take(), []);
});

test("a length that is not a number is never verified", async () => {
  // workerd itself refuses these before the Worker runs. This test fails if that changes.
  for (const length of ["-1", "abc", "+2", "0x2", "2, 3"]) {
    const response = await send(worker.port, { path: "/default", ...signed("{}"), length });
    assert.ok(response.status >= 400, length);
    assert.deepEqual(origin.take(), []);
  }
});

test("during a rotation both secrets pass, and the log says which", async () => {
  const current = await worker.send({ path: "/default", ...signed("{}") });
  const former = await worker.send({ path: "/default", ...signed("{}", "the secret before") });
  assert.deepEqual([current.status, current.log.secretIndex], [200, 0]);
  assert.deepEqual([former.status, former.log.secretIndex], [200, 1]);
  origin.take();
  await refuse(
    { path: "/default", ...signed("{}", "the secret before that") },
    401,
    "signature_mismatch",
    "invalid signature",
  );
});

test("health says that the configuration is whole, and nothing of what is in it", async () => {
  const { status, headers, body, log } = await worker.send({ method: "GET", path: "/_hookward/health", length: null });
  const route = (path) => ({ path, scheme: "gilbert", ok: true });
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(body), { ok: true, routes: ["/default", "/small", "/caf%C3%A9%20au/lait"].map(route) });
  assert.deepEqual(
    [values(headers, "content-type"), values(headers, "cache-control")],
    [["application/json"], ["no-store"]],
  );
  assert.doesNotMatch(body.toString(), /127\.0\.0\.1|NEW|OLD|secret/);
  assert.deepEqual([log.level, log.status, log.code], ["info", 200, undefined]);

  const head = await worker.send({ method: "HEAD", path: "/_hookward/health?x", length: null });
  assert.equal(head.status, 200);
  const post = await worker.send({ path: "/_hookward/health" });
  assert.deepEqual([post.status, values(post.headers, "allow")], [405, ["GET, HEAD"]]);
});
