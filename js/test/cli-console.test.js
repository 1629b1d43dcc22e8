// `hookward console`: the operators' page on this machine. The tests check what its server forwards to the Worker, and what it does not.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { after, before, test } from "node:test";

import { headersOf } from "../../site/build/policy.js";
import { hookward, start } from "../../test-support/command.js";

const TOKEN = "an-operator-token";
const CONSOLE = "/_hookward/console/";

/** The requests that the Worker receives, and its response. */
const received = [];
let respond;
let worker;
let command;
let url;

before(async () => {
  worker = createServer((req, res) => {
    received.push({ method: req.method, url: req.url, headers: req.headers });
    respond(res, req);
  });
  await once(worker.listen(0, "127.0.0.1"), "listening");
  const address = `http://127.0.0.1:${worker.address().port}`;
  command = start(["console", "--url", `${address}/`, "--port", "0", "--json"]);
  while (!command.printed.stdout.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 20));
  url = JSON.parse(command.printed.stdout).url;
});

after(() => {
  command.child.kill();
  worker.closeAllConnections();
  worker.close();
});

/** Sends requests that fetch would not send: any target, any Host. */
async function raw(target, { method = "GET", headers = {} } = {}) {
  const { hostname, port, host } = new URL(url);
  const outgoing = request({
    hostname,
    port,
    path: target,
    method,
    headers: { host, ...headers },
    setHost: false,
  }).end();
  const [response] = await once(outgoing, "response");
  return {
    status: response.statusCode,
    headers: response.headers,
    text: Buffer.concat(await response.toArray()).toString(),
  };
}

test("it serves the operators' page, and beside it the page that explains, each with its policy", async () => {
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/_hookward\/console\/$/);
  for (const target of ["/", CONSOLE.slice(0, -1)]) {
    const { status, headers } = await raw(target);
    assert.deepEqual([status, headers.location], [302, CONSOLE]);
  }
  const explain = CONSOLE.replace("console", "explain");
  const open = [
    CONSOLE,
    `${CONSOLE}main.js`,
    `${CONSOLE}style.css`,
    `${CONSOLE}icon.svg`,
    explain,
    `${explain}main.js`,
  ];
  const seen = new Set(open);
  for (const path of open) {
    const response = await fetch(new URL(path, url));
    const text = await response.text();
    assert.equal(response.status, 200, path);
    const page = path.startsWith(CONSOLE) ? "console" : "explain";
    for (const [name, value] of Object.entries(headersOf(page))) assert.equal(response.headers.get(name), value, path);
    // The operators' page is one file.
    if (!path.endsWith(".js") || path.startsWith(CONSOLE)) continue;
    for (const [, name] of text.matchAll(/(?:from|^import) ?"([^"\n]+)"/gm)) {
      const next = new URL(name, new URL(path, url)).pathname;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  assert.ok(seen.has(`${explain}hookward/loaders/inline-explain.js`), [...seen].join());
  for (const path of [`${CONSOLE}headers.json`, `${CONSOLE}hookward/index.js`, `${explain}hookward/cli/main.js`])
    assert.equal((await raw(path)).status, 404, path);
  assert.deepEqual(received, [], "none of it is the Worker's");
});

test("the interface is the Worker's: method, query and token go there, and the response comes back as it is", async () => {
  received.length = 0;
  respond = (res) =>
    res
      .writeHead(503, { "content-type": "application/json", "set-cookie": "a=1", "access-control-allow-origin": "*" })
      .end('{"ok":false}');
  const headers = { authorization: `Bearer ${TOKEN}`, cookie: "session=1", "x-other": "1" };
  const response = await raw("/_hookward/deliveries/ab%2Fcd?path=%2Fx&text=%C3%A9", { method: "POST", headers });
  assert.deepEqual([response.status, response.text], [503, '{"ok":false}']);
  assert.deepEqual(
    ["content-type", "set-cookie", "access-control-allow-origin", "cache-control", "x-content-type-options"].map(
      (name) => response.headers[name],
    ),
    ["application/json", undefined, undefined, "no-store", "nosniff"],
  );
  assert.match(response.headers["content-security-policy"], /default-src 'none'.*sandbox/);
  const [{ method, url: target, headers: sent }] = received;
  assert.deepEqual([method, target], ["POST", "/_hookward/deliveries/ab%2Fcd?path=%2Fx&text=%C3%A9"]);
  assert.deepEqual([sent.authorization, sent.cookie, sent["x-other"]], [`Bearer ${TOKEN}`, undefined, undefined]);
});

test("an export is passed on while it still comes", async () => {
  let end;
  respond = (res) => {
    res.writeHead(200, { "content-type": "application/x-ndjson" }).write('{"key":"a"}\n');
    end = () => res.end('{"key":"b"}\n');
  };
  const response = await fetch(new URL("/_hookward/export", url));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await reader.read()).value, '{"key":"a"}\n');
  end();
  assert.equal((await reader.read()).value, '{"key":"b"}\n');
});

test("nothing else is passed on: no route, no other host, no other method", async () => {
  received.length = 0;
  respond = (res) => res.end();
  const { port } = worker.address();
  for (const target of [
    "/webhooks/gilbert",
    "/_hookward/../webhooks/gilbert",
    "/_hookward/%2e%2e/webhooks/gilbert",
    "/_hookward/..%5cwebhooks",
    `//127.0.0.1:${port}/_hookward/status`,
    `http://127.0.0.1:${port}/_hookward/status`,
    "/_hookward",
  ]) {
    const { status } = await raw(target, { method: "POST" });
    const passed = received.splice(0).map((one) => one.url);
    if (status !== 404)
      assert.deepEqual(
        passed.filter((path) => !path.startsWith("/_hookward/")),
        [],
        target,
      );
    else assert.deepEqual(passed, [], target);
  }
  for (const method of ["PUT", "DELETE", "OPTIONS"]) {
    const { status, headers } = await raw("/_hookward/status", { method });
    assert.deepEqual([status, headers.allow], [405, "GET, HEAD, POST"], method);
  }
  assert.deepEqual(received, []);
});

test("a page of another origin, and a name that leads here, get nothing", async () => {
  received.length = 0;
  respond = (res) => res.end("secret");
  const { port } = new URL(url);
  for (const headers of [
    { host: `evil.example:${port}` },
    { host: "127.0.0.1" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { host: `localhost:${port}`, origin: `http://127.0.0.1:${port}` },
  ]) {
    for (const target of [CONSOLE, "/_hookward/status"]) {
      const { status, text } = await raw(target, { headers });
      assert.equal(status, 403, JSON.stringify(headers));
      assert.doesNotMatch(text, /secret/);
    }
  }
  assert.deepEqual(received, []);
  const { status } = await raw("/_hookward/status", {
    headers: { host: `localhost:${port}`, origin: `http://localhost:${port}` },
  });
  assert.equal(status, 200);
});

test("a redirect is not followed, since the token would go there", async () => {
  const elsewhere = [];
  const other = createServer((req, res) => {
    elsewhere.push(req.url);
    res.end();
  });
  await once(other.listen(0, "127.0.0.1"), "listening");
  respond = (res) => res.writeHead(307, { location: `http://127.0.0.1:${other.address().port}/` }).end();
  const { status, text } = await raw("/_hookward/status", { headers: { authorization: `Bearer ${TOKEN}` } });
  assert.equal(status, 502);
  assert.match(JSON.parse(text).error, /redirects to a different address\. .* give it as --url/);
  assert.deepEqual(elsewhere, []);
  other.close();
});

test("where the Worker does not respond, the error says so", async () => {
  const closed = createServer();
  await once(closed.listen(0, "127.0.0.1"), "listening");
  const { port } = closed.address();
  await new Promise((resolve) => closed.close(resolve));
  const { child, printed } = start(["console", "--url", `http://127.0.0.1:${port}`, "--port", "0", "--json"]);
  while (!printed.stdout.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 20));
  const response = await fetch(new URL("../status", JSON.parse(printed.stdout).url));
  assert.equal(response.status, 502);
  assert.match((await response.json()).error, /does not respond \(ECONNREFUSED\)\. Check the address of --url\./);
  child.kill();
});

test("the token goes over no network unencrypted, and an address is needed", async () => {
  for (const [args, message] of [
    [[], /Name the Worker with --url/],
    [["--url", "hookward.example"], /--url must be an address that begins with https:\/\//],
    [["--url", "ftp://hookward.example"], /--url must be an address that begins with https:\/\//],
    [
      ["--url", "http://hookward.example"],
      /--url must begin with https:\/\/: otherwise anyone on the network could read the token/,
    ],
    [["--url", "http://127.0.0.1.hookward.example"], /--url must begin with https:\/\//],
    // Another program may be at the root of that host, and would receive the token.
    ...["/hooks", "/_hookward/", "/?a", "/#a"].map((path) => [
      ["--url", `https://hookward.example${path}`],
      /--url must be an address without a path, a query or a fragment/,
    ]),
  ]) {
    const { code, stderr } = await hookward(["console", ...args]);
    assert.equal(code, 2, args.join(" "));
    assert.match(stderr, message);
  }
});

test("nothing of what passes is printed", async () => {
  const { child, printed, done } = command;
  child.kill("SIGINT");
  assert.equal((await done).code, 0);
  assert.deepEqual(printed, { stdout: `${JSON.stringify({ url })}\n`, stderr: "" });
});
