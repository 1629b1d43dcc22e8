// The possible behaviors of an origin: it responds, refuses, redirects, hangs, disconnects, or does not exist.

import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { after, before, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRET = "s3cret";
const TIMEOUT = 0.4;

let origin;
let elsewhere;
let worker;
let gone;

/** The next response of the origin. */
let act;

before(async () => {
  origin = await startOrigin((response, request) => act(response, request));
  elsewhere = await startOrigin();
  // A port on which nothing listens any more.
  gone = createServer();
  const port = await new Promise((resolve) => gone.listen(0, "127.0.0.1", () => resolve(gone.address().port)));
  await new Promise((resolve) => gone.close(resolve));
  const route = (scheme, more) => ({
    path: `/${scheme}`,
    scheme,
    secrets: ["SECRET"],
    origin: origin.url,
    timeout: TIMEOUT,
    ...more,
  });
  const ROUTES = [
    route("gilbert"),
    route("smarterbot"),
    route("gilbert", { path: "/gone", origin: `http://127.0.0.1:${port}/` }),
    route("smarterbot", { path: "/gone-smarterbot", origin: `http://127.0.0.1:${port}/` }),
  ];
  worker = await startWorker({ ROUTES, SECRET });
});

after(async () => {
  await worker.stop();
  await origin.stop();
  await elsewhere.stop();
});

const deliver = (scheme = "gilbert", path = `/${scheme}`) => {
  const body = '{"event":"x","event_id":"1","Type":"x"}';
  return worker.send({ path, body, headers: sign[scheme](SECRET, body) });
};

test("a response passes through: status, headers, body", async () => {
  for (const [status, text] of [
    [200, "taken"],
    [201, ""],
    [202, "é\0"],
    [204, ""],
    [400, "no"],
    [404, "where?"],
    [410, "gone"],
    [429, "later"],
  ]) {
    act = (response) =>
      response.writeHead(status, { "x-origin": "yes", "retry-after": "5", "content-type": "text/x-own" }).end(text);
    const { status: got, headers, body, log } = await deliver();
    assert.deepEqual([got, body.toString()], [status, text]);
    assert.deepEqual([values(headers, "x-origin"), values(headers, "retry-after")], [["yes"], ["5"]]);
    assert.deepEqual(values(headers, "content-type"), ["text/x-own"]);
    assert.equal(log.originStatus, status);
  }
});

test("an origin's 500 goes back to the provider, and the log has it as an error", async () => {
  for (const scheme of ["gilbert", "smarterbot"]) {
    act = (response) => response.writeHead(500).end("a stack trace");
    const { status, body, log } = await deliver(scheme);
    assert.deepEqual([status, body.toString()], [500, "a stack trace"]);
    assert.deepEqual([log.level, log.code, log.originStatus], ["error", "origin_refused", 500]);
  }
});

test("headers of the origin's connection do not come back", async () => {
  act = (response) => {
    const dropped = {
      connection: "close, x-hop",
      "x-hop": "1",
      "keep-alive": "timeout=9",
      "proxy-authenticate": "Basic",
      trailer: "x-t",
    };
    response.writeHead(200, { ...dropped, "x-own": "1" }).end("ok");
  };
  const { headers } = await deliver();
  assert.deepEqual(
    ["x-hop", "keep-alive", "proxy-authenticate", "trailer", "x-own"].map((name) => values(headers, name)[0]),
    [undefined, undefined, undefined, undefined, "1"],
  );
});

test("a response is decoded as its header says, or passes as it is with the header", async () => {
  const text = "a response that is long enough to be compressed, ".repeat(20);
  const gzipped = gzipSync(text);
  for (const [encoding, sent, returned] of [
    ["gzip", gzipped, undefined],
    ["br", brotliCompressSync(text), undefined],
    ["GZIP", gzipped, "GZIP"],
    ["x-gzip", gzipped, "x-gzip"],
    ["zstd", Buffer.from("no real zstd"), "zstd"],
    ["gzip, gzip", gzipSync(gzipped), "gzip, gzip"],
    ["identity", Buffer.from(text), "identity"],
  ]) {
    act = (response) => response.writeHead(200, { "content-encoding": encoding }).end(sent);
    const { status, headers, body } = await deliver();
    assert.deepEqual([status, values(headers, "content-encoding")[0]], [200, returned], encoding);
    assert.deepEqual(body, returned === undefined ? Buffer.from(text) : sent, encoding);
  }
});

test("a redirect is not followed: the status passes, and its location does not", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    act = (response) => response.writeHead(status, { location: `${elsewhere.url}/` }).end();
    const response = await deliver();
    assert.deepEqual([response.status, values(response.headers, "location")], [status, []]);
    assert.deepEqual(elsewhere.take(), []);
    assert.equal(response.log.code, "origin_refused");
    assert.match(response.log.message, /redirects are not followed/);
  }
});

test("smarterbot gets its acknowledgement on any success, byte for byte", async () => {
  for (const [status, text] of [
    [200, '{"status":"Success"}'],
    [202, ""],
    [204, ""],
    [299, "x"],
  ]) {
    act = (response) => response.writeHead(status, { "content-type": "text/html", "x-origin": "yes" }).end(text);
    const { status: got, headers, body, log } = await deliver("smarterbot");
    assert.deepEqual([got, body.toString("latin1")], [200, '{"status":"success"}']);
    assert.deepEqual([values(headers, "content-type"), values(headers, "x-origin")], [["application/json"], []]);
    assert.deepEqual([log.status, log.originStatus], [200, status]);
  }
});

test("smarterbot never gets its acknowledgement without a success", async () => {
  act = (response) => response.writeHead(302, { location: "/" }).end('{"status":"success"}');
  assert.equal((await deliver("smarterbot")).status, 302);
  act = () => {};
  assert.equal((await deliver("smarterbot")).status, 504);
  assert.equal((await deliver("smarterbot", "/gone-smarterbot")).status, 502);
});

test("an origin that is not there is 502", async () => {
  const { status, body, log } = await deliver("gilbert", "/gone");
  assert.deepEqual([status, body.toString()], [502, "origin unreachable"]);
  assert.deepEqual([log.level, log.code, log.event, log.delivery], ["error", "origin_unreachable", "x", "1"]);
});

test("an origin that closes without a response, or in the middle of one, is 502", async () => {
  act = (response) => response.destroy();
  assert.equal((await deliver()).status, 502);
  act = (response) => {
    response.writeHead(200, { "content-length": "10" }).write("half", () => response.destroy());
  };
  const { status, log } = await deliver();
  assert.deepEqual([status, log.code], [502, "origin_unreachable"]);
});

test("an origin that is slower than the timeout is 504, before or in the middle of its response", async () => {
  for (const slow of [
    () => {},
    (response) => response.writeHead(200).write("half"),
    (response) => response.writeHead(200).flushHeaders(),
  ]) {
    act = slow;
    const started = performance.now();
    const { status, body, log } = await deliver();
    const took = performance.now() - started;
    assert.deepEqual([status, body.toString(), log.code], [504, "origin too slow", "origin_timeout"]);
    assert.match(log.message, /0\.4 s/);
    assert.ok(took > TIMEOUT * 900 && took < TIMEOUT * 5000, `${took} ms`);
  }
});

test("an origin that is slow within the timeout is waited for", async () => {
  act = (response) => setTimeout(() => response.end("late"), TIMEOUT * 500);
  const { status, body } = await deliver();
  assert.deepEqual([status, body.toString()], [200, "late"]);
});

test("a compressed response comes back decompressed", async () => {
  const { gzipSync } = await import("node:zlib");
  act = (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("taken"));
  const { status, headers, body } = await deliver();
  assert.deepEqual([status, values(headers, "content-encoding"), body.toString()], [200, [], "taken"]);
});

test("a response is passed on up to 1 MiB, and is 502 above, however its length is declared", async () => {
  const { gzipSync } = await import("node:zlib");
  const most = Buffer.alloc(1 << 20, "a");
  const more = Buffer.alloc(most.length + 1, "a");
  const ways = {
    chunked: (body) => (response) => response.writeHead(200).end(body),
    declared: (body) => (response) => response.writeHead(200, { "content-length": body.length }).end(body),
    compressed: (body) => (response) => {
      const bytes = gzipSync(body);
      response.writeHead(200, { "content-encoding": "gzip", "content-length": bytes.length }).end(bytes);
    },
    "declared shorter than its chunks are": (body) => (response) => {
      const head = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
      response.socket.end(`${head}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    },
  };
  for (const [way, send] of Object.entries(ways)) {
    act = send(most);
    const whole = await deliver();
    assert.deepEqual([whole.status, whole.body.equals(most)], [200, true], way);
    act = send(more);
    const { status, log } = await deliver();
    assert.deepEqual([status, log.code], [502, "origin_unreachable"], way);
    assert.match(log.message, /longer than 1048576 bytes/, way);
  }
});

test("a status that does not exist is 502", async () => {
  act = (response) => response.socket.end("HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n");
  assert.equal((await deliver()).status, 502);
});

test("a sender that hangs up while the origin works: each delivery has its line of the log", async () => {
  const body = '{"event":"x","event_id":"hung-up"}';
  const [[name, value]] = sign.gilbert(SECRET, body);
  const request = `POST /gilbert HTTP/1.1\r\nHost: x\r\n${name}: ${value}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  // The runtime detects the disconnection while it serves another request of the connection.
  for (let round = 0; round < 20; round++) {
    const socket = connect(worker.port, "127.0.0.1");
    let requests = 0;
    act = (response) => (++requests === 1 ? response.end("taken") : setTimeout(() => response.end("taken"), 50));
    socket.on("error", () => {}).on("data", () => socket.destroy());
    socket.write(request + request);
    for (const _ of [1, 2]) {
      const { level, delivery, status, originStatus } = await worker.nextLog();
      assert.deepEqual([level, delivery, status, originStatus], ["info", "hung-up", 200, 200]);
    }
  }
});
