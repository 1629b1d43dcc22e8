// `hookward listen` in front of an app: what it forwards, saves and shows.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, test } from "node:test";

import express from "express";
import { webhook } from "hookward/express";

import { hookward, scratch, start } from "../../test-support/command.js";
import { dial, send, serving, until } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SECRETS } from "../../test-support/schemes.js";

const file = scratch();
const folder = (name) => join(dirname(file("beside", "")), name);

/** The processes that a failed test did not stop. */
const children = new Set();
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});

/** Starts `listen` on a free port, and waits until it is ready. */
async function listening(scheme, ...more) {
  const running = start(["listen", "--scheme", scheme, "--port", "0", ...more]);
  children.add(running.child);
  const printed = () => running.printed.stdout + running.printed.stderr;
  await until(() => /127\.0\.0\.1:\d+ for deliveries/.test(printed()));
  const [, port] = /127\.0\.0\.1:(\d+) for deliveries/.exec(printed());
  const stop = () => {
    running.child.kill("SIGINT");
    return running.done;
  };
  return { port: Number(port), stop, ...running };
}

/** Calls `use` with the port of an app that records its requests, and responds with `respond`. */
function withApp(respond, use) {
  const seen = [];
  return serving(
    async (req, res) => {
      const body = Buffer.concat(await req.toArray());
      seen.push({ method: req.method, url: req.url, rawHeaders: req.rawHeaders, body });
      respond(res, req);
    },
    (port) => use(port, seen),
  );
}

const BYTES = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x0d, 0x0a, 0x22, 0x7d]);

test("a genuine delivery reaches the app byte for byte, and the app's response the sender", async () => {
  const teapot = (res) => res.writeHead(418, { "content-type": "text/x-own", "set-cookie": "a=b" }).end("caf\xe9");
  await withApp(teapot, async (appPort, seen) => {
    const { port, stop } = await listening("gilbert", "--forward", `http://127.0.0.1:${appPort}/app/hook?a=1`);
    const sent = delivery("gilbert", { secret: SECRETS.gilbert, body: BYTES });
    const headers = { ...sent.headers, "X-Twice": ["one", "two"], "x-latin": "caf\xe9", connection: "close" };
    const response = await send(port, { path: "/other", headers, body: BYTES });
    assert.deepEqual(
      [response.status, response.body, response.headers["content-type"], response.headers["set-cookie"]],
      [418, "caf\xe9", "text/x-own", undefined],
    );
    const forged = await send(port, { headers: sent.headers, body: "{}" });
    assert.deepEqual([forged.status, forged.body], [401, "invalid signature"]);
    const { code, stdout } = await stop();
    assert.equal(code, 0);
    assert.equal(seen.length, 1, "what is refused stays here");
    const [{ method, url, rawHeaders, body }] = seen;
    assert.deepEqual([method, url, body], ["POST", "/app/hook?a=1", BYTES]);
    const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
    for (const [name, value] of Object.entries(sent.headers)) assert.ok(pairs.includes(`${name}: ${value}`), pairs);
    for (const pair of ["X-Twice: one", "X-Twice: two", "x-latin: caf\xe9"]) assert.ok(pairs.includes(pair), pairs);
    assert.ok(pairs.includes(`host: 127.0.0.1:${appPort}`) || pairs.includes(`Host: 127.0.0.1:${appPort}`));
    assert.match(
      stdout,
      /✗ forwarded to http:\/\/127\.0\.0\.1:\d+\/app\/hook\?a=1: 418 in \d+ ms\n {2}The endpoint refused/,
    );
    assert.match(stdout, /not forwarded to .*: it was refused; --forward-refused forwards it/);
  });
});

test("an app that verifies for itself takes what is forwarded, in one piece or in chunks", async () => {
  const app = express();
  app.post("/hooks/gilbert", webhook({ scheme: "gilbert", secret: SECRETS.gilbert }), (req, res) =>
    res.status(202).json({ seen: req.delivery.event }),
  );
  await serving(app, async (appPort) => {
    // An address without a path takes the path of each delivery.
    const { port, stop } = await listening("gilbert", "--json", "--forward", `http://127.0.0.1:${appPort}`);
    const sent = delivery("gilbert", { secret: SECRETS.gilbert });
    for (const more of [{}, { "Transfer-Encoding": "chunked" }]) {
      const { status } = await send(port, {
        path: "/hooks/gilbert",
        headers: { ...sent.headers, ...more },
        body: sent.body,
      });
      assert.equal(status, 202);
    }
    assert.equal((await send(port, { path: "//127.0.0.2/", headers: sent.headers, body: sent.body })).status, 404);
    const { stdout } = await stop();
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).forwarded);
    assert.deepEqual(
      lines.map(({ status }) => status),
      [202, 202, 404],
    );
    assert.ok(lines[2].url.endsWith(`:${appPort}//127.0.0.2/`), lines[2].url);
    assert.equal(lines[0].message, undefined);
    assert.match(lines[2].message, /Nothing at this address/);
  });
});

test("what was refused is forwarded if that is asked for, and said to be accepted wrongly", async () => {
  const ok = (res) => res.end("ok");
  await withApp(ok, async (appPort, seen) => {
    const { port, stop } = await listening(
      "gilbert",
      "--forward",
      `http://127.0.0.1:${appPort}/`,
      "--forward-refused",
      "--max-body-bytes",
      "1000",
    );
    const sent = delivery("gilbert", { secret: SECRETS.gilbert });
    assert.equal((await send(port, { headers: sent.headers, body: "{}" })).status, 200);
    // Only the beginning of a body over the limit was read.
    assert.equal((await send(port, { headers: sent.headers, body: "x".repeat(2000) })).status, 401);
    const { stdout } = await stop();
    assert.deepEqual(
      seen.map(({ body }) => `${body}`),
      ["{}"],
    );
    assert.match(stdout, /The endpoint accepted a delivery that it must refuse/);
  });
});

test("an app that is down, slow, or hangs up is said to be, and the sender gets 502 or 504", async () => {
  const closed = await serving(
    () => {},
    async (port) => port,
  );
  const sent = delivery("gilbert", { secret: SECRETS.gilbert });
  const ask = async (appPort) => {
    const { port, stop } = await listening("gilbert", "--timeout", "1", "--forward", `http://127.0.0.1:${appPort}/`);
    const responses = [];
    for (let at = 0; at < 2; at++) responses.push(await send(port, { headers: sent.headers, body: sent.body }));
    const { code, stdout } = await stop();
    assert.equal(code, 0);
    return { stdout, statuses: responses.map(({ status }) => status) };
  };
  const down = await ask(closed);
  assert.deepEqual(down.statuses, [502, 502]);
  assert.match(
    down.stdout,
    /✗ forwarded to .*: no response \(ECONNREFUSED\)\n {2}The sender received 502. Check that the app is running/,
  );
  const hangsUp = await serving((req) => req.socket.destroy(), ask);
  assert.deepEqual(hangsUp.statuses, [502, 502]);
  assert.match(hangsUp.stdout, /no response \(ECONNRESET\)/);
  const slow = await serving(() => {}, ask);
  assert.deepEqual(slow.statuses, [504, 504]);
  assert.match(slow.stdout, /no response \(in 1 s\)\n {2}The sender received 504/);
});

test("Ctrl-C does not wait for an app that is slow", async () => {
  await withApp(
    () => {},
    async (appPort, seen) => {
      const { port, stop } = await listening("gilbert", "--timeout", "60", "--forward", `http://127.0.0.1:${appPort}/`);
      const sent = delivery("gilbert", { secret: SECRETS.gilbert });
      const response = send(port, { headers: sent.headers, body: sent.body }).catch(() => undefined);
      await until(() => seen.length === 1);
      const started = Date.now();
      assert.equal((await stop()).code, 0);
      assert.ok(Date.now() - started < 20_000);
      await response;
    },
  );
});

test("each request is saved as it came, and verify, explain and send read it again", async () => {
  const dir = folder("made/for/it");
  const { port, stop } = await listening("inboundflow", "--save", dir);
  const sent = delivery("inboundflow", { secret: SECRETS.inboundflow, deliveryId: "dlv_1" });
  const headers = { ...sent.headers, "x-latin": "caf\xe9", "X-Twice": ["one", "two"] };
  assert.equal((await send(port, { path: "/hook?a=1", headers, body: sent.body })).status, 200);
  const chunked = { ...headers, "Transfer-Encoding": "chunked" };
  assert.equal((await send(port, { path: "/hook?a=1", headers: chunked, body: sent.body })).status, 200);
  assert.equal((await send(port, { headers: sent.headers, body: BYTES })).status, 401);
  const { code, stdout } = await stop();
  assert.equal(code, 0);

  const names = readdirSync(dir);
  assert.deepEqual(names, [...names].sort(), "names sort by time");
  assert.deepEqual(
    names.map((name) => name.replace(/^\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z-(\d{4})/, "$1")),
    ["0001-genuine.http", "0002-genuine.http", "0003-refused.http"],
  );
  const paths = names.map((name) => join(dir, name));
  for (const path of paths) {
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.ok(stdout.includes(`saved: hookward explain ${path} --now `), stdout);
  }
  assert.equal(statSync(dir).mode & 0o777, 0o700);
  assert.ok(readFileSync(paths[0], "latin1").startsWith("POST /hook?a=1 HTTP/1.1\r\n"));
  assert.ok(readFileSync(paths[0], "latin1").includes("\r\nx-latin: caf\xe9\r\n"));
  assert.doesNotMatch(readFileSync(paths[1], "latin1"), /transfer-encoding/i);

  for (const [at, expected] of [0, 0, 1].entries()) {
    for (const command of ["verify", "explain"]) {
      const result = await hookward([command, paths[at]]);
      assert.deepEqual([result.code, result.stderr], [expected, ""], result.stdout);
    }
  }
  await withApp(
    (res) => res.end(),
    async (appPort, seen) => {
      const again = ["send", `http://127.0.0.1:${appPort}/hook`, "--request"];
      for (const path of paths) assert.equal((await hookward([...again, path], { env: {} })).code, 0);
      assert.deepEqual(
        seen.map(({ body }) => body),
        [sent.body, sent.body, BYTES],
      );
      assert.ok(seen[0].rawHeaders.includes("caf\xe9"));
      const mixed = await hookward([...again, paths[0], "--scheme", "gilbert"]);
      assert.deepEqual([mixed.code, mixed.stdout], [2, ""]);
      assert.match(mixed.stderr, /--request sends a saved delivery, and --scheme applies to a signed one/);
    },
  );
  const refused = await withApp(
    (res) => res.writeHead(401).end(),
    (appPort) => hookward(["send", `http://127.0.0.1:${appPort}/`, "--request", paths[0]]),
  );
  assert.equal(refused.code, 1);
  assert.match(refused.stdout, /which may be too old/);
});

test("the command for what was saved is quoted for a shell, whatever path the sender chose", async () => {
  const saved = folder("a folder");
  const { port, stop, printed } = await listening("square", "--save", saved);
  const paths = ["/hooks?a=1&b=2", "/x;echo&&echo$IFS", "/$(echo<injected)`echo`'|echo'", `/${"long/".repeat(80)}`];
  for (const path of paths) await send(port, { path, headers: { "x-square-hmacsha256-signature": "a" }, body: "{}" });
  await stop();
  const commands = printed.stdout.match(/(?<=saved: hookward ).*/g);
  assert.equal(commands.length, paths.length);
  for (const [at, command] of commands.entries()) {
    // Runs a real shell, which prints each word of the line.
    const words = execFileSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" })
      .trimEnd()
      .split("\n");
    assert.equal(words.length, 6, command);
    assert.ok(words[1].startsWith(`${saved}/`) && existsSync(words[1]), command);
    assert.equal(words[5], `http://127.0.0.1:${port}${paths[at]}`);
  }
});

test("a signed challenge gets its response, so that an endpoint can be set up with listen behind it", async () => {
  const { port, stop, printed } = await listening("slack");
  const body = Buffer.from('{"type":"url_verification","challenge":"3eZbrw1a"}');
  const response = await send(port, delivery("slack", { secret: SECRETS.slack, body }));
  assert.deepEqual([response.status, response.body], [200, "3eZbrw1a"]);
  const event = await send(port, delivery("slack", { secret: SECRETS.slack, body: Buffer.from('{"type":"event"}') }));
  assert.deepEqual([event.status, event.body], [200, ""]);
  await stop();
  assert.match(printed.stdout, /Slack/);
});

test("a body that was cut off is saved as far as it came, and said to be cut when it is read", async () => {
  const dir = folder("cut");
  const { port, stop } = await listening("gilbert", "--save", dir, "--max-body-bytes", "10");
  const sent = delivery("gilbert", { secret: SECRETS.gilbert });
  assert.equal((await send(port, { headers: sent.headers, body: Buffer.alloc(300_000) })).status, 401);
  await stop();
  const { stderr } = await hookward(["verify", join(dir, readdirSync(dir)[0])]);
  assert.match(stderr, /the body was truncated/);
});

test("a folder that cannot be made, or a file that cannot be written, is said to be, and loses no delivery", async () => {
  const blocked = await hookward([
    "listen",
    "--scheme",
    "gilbert",
    "--port",
    "0",
    "--save",
    join(file("plain", ""), "x"),
  ]);
  assert.deepEqual([blocked.code, blocked.stdout], [2, ""]);
  assert.match(blocked.stderr, /--save .* cannot be created \(ENOTDIR\)/);
  const dir = folder("gone");
  mkdirSync(dir);
  const { port, stop } = await listening("gilbert", "--save", dir);
  const { rmdirSync } = await import("node:fs");
  rmdirSync(dir);
  writeFileSync(dir, "");
  const sent = delivery("gilbert", { secret: SECRETS.gilbert });
  assert.equal((await send(port, { headers: sent.headers, body: sent.body })).status, 200);
  const { code, stdout } = await stop();
  assert.equal(code, 0);
  assert.match(stdout, /✗ not saved \(ENOTDIR\)/);
  assert.ok(existsSync(dir));
});

test("a body is shown only if that is asked for, every digit of it, and escaped", async () => {
  const body = Buffer.from('{"total":10.50,"id":12345678901234567890,"list":[],"a":{"b":["\\u0041","x\u202e"]}}');
  const sent = delivery("gilbert", { secret: SECRETS.gilbert, body });
  const binary = delivery("gilbert", { secret: SECRETS.gilbert, body: BYTES });
  const text = delivery("gilbert", { secret: SECRETS.gilbert, body: Buffer.from("a=1\n\u001b[31mred") });
  const show = async (...more) => {
    const { port, stop } = await listening("gilbert", ...more);
    for (const one of [sent, binary, text]) await send(port, { headers: one.headers, body: one.body });
    return (await stop()).stdout;
  };
  assert.doesNotMatch(await show(), /10\.50|total/);
  const shown = await show("--show-body");
  const indented = [
    "{",
    '  "total": 10.50,',
    '  "id": 12345678901234567890,',
    '  "list": [],',
    '  "a": {',
    '    "b": [',
    '      "\\u0041",',
    '      "x\\u{202e}"',
    "    ]",
    "  }",
    "}",
  ];
  assert.ok(shown.includes(indented.map((line) => `  ${line}\n`).join("")), shown);
  assert.match(shown, /The body is not text. In base64:\n {2}eyL\/AA0KIn0=\n/);
  assert.match(shown, /\n {2}a=1\n {2}\\u\{1b\}\[31mred\n/);
  const lines = (await show("--show-body", "--json"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ body: one, bodyBase64 }) => one ?? bodyBase64),
    [`${body}`, BYTES.toString("base64"), "a=1\n\u001b[31mred"],
  );
});

test("options about forwarding are nothing without an address, which has to be one", async () => {
  for (const [more, why] of [
    [["--forward-refused"], /--forward-refused applies to forwarded deliveries. Also give --forward URL/],
    [["--timeout", "3"], /--timeout applies to forwarded deliveries/],
    [["--forward", "127.0.0.1:3000"], /must be a URL that begins with http/],
  ]) {
    const { code, stdout, stderr } = await hookward(["listen", "--scheme", "gilbert", "--port", "0", ...more]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, why);
  }
});

test("headers that no client would send end nothing", async () => {
  await withApp(
    (res) => res.end("ok"),
    async (appPort, seen) => {
      const { port, stop } = await listening(
        "gilbert",
        "--forward",
        `http://127.0.0.1:${appPort}`,
        "--forward-refused",
      );
      for (const odd of ["x: a\x01b", "x: \x7f", "x: \xff\x80", "x y: 1", "\xe9: 1", "x:\t", "x: \x80\x9b"]) {
        const connection = await dial(port);
        const lines = ["POST /odd HTTP/1.1", "Host: a", "Connection: close", "Content-Length: 2", odd, "", "{}"];
        connection.write(Buffer.from(lines.join("\r\n"), "latin1"));
        await connection.closed();
        assert.match(connection.received(), /^HTTP\/1\.1 (?:200|400|502) /, odd);
      }
      const sent = delivery("gilbert", { secret: SECRETS.gilbert });
      assert.equal((await send(port, { headers: sent.headers, body: sent.body })).status, 200);
      assert.ok(seen.length > 1);
      assert.equal((await stop()).code, 0);
    },
  );
});

test("a sender that hangs up before the app responds ends nothing", async () => {
  await withApp(
    (res) => setTimeout(() => res.end("late"), 200),
    async (appPort, seen) => {
      const { port, stop } = await listening("gilbert", "--forward", `http://127.0.0.1:${appPort}/`);
      const sent = delivery("gilbert", { secret: SECRETS.gilbert });
      const { head } = await import("../../test-support/http.js");
      const connection = await dial(port);
      connection.write(head("/", { ...sent.headers, "Content-Length": sent.body.length }), sent.body);
      await until(() => seen.length === 1);
      connection.socket.destroy();
      assert.equal((await send(port, { headers: sent.headers, body: sent.body })).status, 200);
      assert.equal((await stop()).code, 0);
    },
  );
});

test("whatever a body is nested in or how long, it is shown as far as it may be, and listen goes on", async () => {
  const { port, stop, printed } = await listening("gilbert", "--show-body");
  const post = (body) => send(port, { headers: { "x-gilbert-signature": "00".repeat(32) }, body });
  const deep = "[".repeat(30_000) + "]".repeat(30_000);
  assert.equal((await post(deep)).status, 401);
  // Each token is on a separate line, and a string is longer than the shown part.
  assert.equal((await post(`[${"1,".repeat(100_000)}1]`)).status, 401);
  assert.equal((await post(JSON.stringify({ long: '\\"'.repeat(60_000) }))).status, 401);
  assert.equal((await post(`${'{"a":'.repeat(60)}1${"}".repeat(60)}`)).status, 401);
  const { code, stderr } = await stop();
  assert.deepEqual([code, stderr], [0, ""]);
  assert.ok(printed.stdout.includes(`\n  ${"[".repeat(30_000)}]`), "what is nested too deep is shown as it is");
  assert.ok(printed.stdout.length < 1_000_000, `${printed.stdout.length}`);
  assert.equal(printed.stdout.match(/… and \d+ characters more/g)?.length, 2);
  assert.ok(printed.stdout.includes(`\n  ${"  ".repeat(60)}"a": 1\n`), "what is not is indented");
});

test("a response that is none of HTTP, or cannot be handed on, is 502 for the sender and ends nothing", async () => {
  const heads = {
    "/zero": "HTTP/1.1 000 X\r\n\r\n",
    "/below": "HTTP/1.1 099 X\r\n\r\n",
    "/above": "HTTP/1.1 1000 X\r\n\r\n",
    "/switch": "HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "/type": "HTTP/1.1 200 X\r\nContent-Type: a\x01b\r\nContent-Length: 0\r\n\r\n",
    "/words": "not HTTP\r\n\r\n",
  };
  const breakOff = (res, req) => {
    const head = heads[req.url];
    if (head === undefined) res.end("ok");
    else res.socket.end(Buffer.from(head, "latin1"));
  };
  await withApp(breakOff, async (appPort) => {
    const { port, stop } = await listening("gilbert", "--timeout", "5", "--forward", `http://127.0.0.1:${appPort}`);
    const sent = delivery("gilbert", { secret: SECRETS.gilbert });
    for (const path of Object.keys(heads)) {
      const { status } = await send(port, { path, headers: sent.headers, body: sent.body });
      assert.equal(status, 502, path);
    }
    assert.equal((await send(port, { path: "/", headers: sent.headers, body: sent.body })).status, 200);
    const { code, stdout, stderr } = await stop();
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /\/switch: no response \(that can be read\)\n {2}The sender received 502/);
  });
});

test("nothing of a delivery that was forwarded is left, be it genuine or not, one by one or at once", async () => {
  await withApp(
    (res) => setTimeout(() => res.end("ok"), 20),
    async (appPort) => {
      const url = `http://127.0.0.1:${appPort}`;
      const { port, stop } = await listening("gilbert", "--forward", url, "--forward-refused");
      const sent = delivery("gilbert", { secret: SECRETS.gilbert });
      const one = (headers) => send(port, { headers, body: sent.body });
      for (let at = 0; at < 12; at++) assert.equal((await one({})).status, 200);
      const statuses = await Promise.all(Array.from({ length: 15 }, () => one(sent.headers)));
      assert.deepEqual(new Set(statuses.map(({ status }) => status)), new Set([200]));
      const { code, stderr } = await stop();
      // Node warns if listeners accumulate.
      assert.deepEqual([code, stderr], [0, ""]);
    },
  );
});

test("a folder in a place that takes none is refused, and does not keep listen waiting", async (t) => {
  if (!existsSync("/proc/self")) return t.skip("there is no /proc here");
  for (const dir of ["/proc/x", "/proc/x/y/z"]) {
    const { code, stdout, stderr } = await hookward(["listen", "--scheme", "gilbert", "--port", "0", "--save", dir]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /--save \/proc\/x\S* cannot be created \(E\w+\). Name a different folder/);
  }
  const deep = join(folder("new"), "a", "b");
  const { stop } = await listening("gilbert", "--save", deep);
  assert.equal((await stop()).code, 0);
  assert.equal(statSync(deep).mode & 0o777, 0o700);
});
