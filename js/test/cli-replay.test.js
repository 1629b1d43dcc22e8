// `hookward replay`: sends saved deliveries again, unchanged or with a new signature.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, test } from "node:test";

import express from "express";
import { webhook } from "hookward/express";
import { sign } from "hookward/testing";

import { hookward, scratch, start } from "../../test-support/command.js";
import { block } from "../../test-support/documentation.js";
import { send, serving, until } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { SCHEMES, SECRETS } from "../../test-support/schemes.js";

const file = scratch();

/** Creates a folder with files. */
function folder(name, files = {}) {
  const path = join(dirname(file("beside", "")), name);
  mkdirSync(path);
  for (const [one, content] of Object.entries(files)) writeFileSync(join(path, one), content);
  return path;
}

/** The processes that a failed test did not stop. */
const children = new Set();
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});

/** Calls `use` with the address of an endpoint that records its requests. */
function withEndpoint(respond, use) {
  const seen = [];
  return serving(
    async (req, res) => {
      const body = Buffer.concat(await req.toArray());
      const pairs = req.rawHeaders.flatMap((name, at) => (at % 2 ? [] : [[name, req.rawHeaders[at + 1]]]));
      seen.push({ method: req.method, url: req.url, headers: req.headers, pairs, body });
      respond(res, seen.at(-1));
    },
    (port) => use(`http://127.0.0.1:${port}`, seen),
  );
}

const accept = (res) => res.end("ok");
const replay = (...args) => hookward(["replay", ...args]);
const wire = ({ method = "POST", url = "/hook", headers, body }) =>
  Buffer.concat([
    Buffer.from(`${method} ${url} HTTP/1.1\r\nHost: localhost\r\n`),
    Buffer.from([...headers].map(([name, value]) => `${name}: ${value}\r\n`).join(""), "latin1"),
    Buffer.from(`Content-Length: ${body.length}\r\n\r\n`),
    body,
  ]);

const BYTES = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x0d, 0x0a, 0x22, 0x7d]);
/** A time long before now, so that a timestamp of that time is outside every window. */
const THEN = 1_709_064_000_000;

test("what listen saved arrives again byte for byte, and what it refused only if that is asked for", async () => {
  const dir = folder("saved");
  const listening = start(["listen", "--scheme", "gilbert", "--port", "0", "--save", dir]);
  children.add(listening.child);
  await until(() => /127\.0\.0\.1:\d+ for/.test(listening.printed.stdout));
  const port = Number(/127\.0\.0\.1:(\d+) for/.exec(listening.printed.stdout)[1]);
  const sent = delivery("gilbert", { body: BYTES });
  const headers = { ...sent.headers, "X-Twice": ["one", "two"], "x-latin": "caf\xe9" };
  assert.equal((await send(port, { path: "/a?b=%20c", headers, body: BYTES })).status, 200);
  const chunked = { ...headers, "Transfer-Encoding": "chunked" };
  assert.equal((await send(port, { path: "/d", headers: chunked, body: BYTES })).status, 200);
  assert.equal((await send(port, { path: "/e", headers: sent.headers, body: "{}" })).status, 401);
  listening.child.kill("SIGINT");
  await listening.done;

  await withEndpoint(accept, async (origin, seen) => {
    const { code, stdout, stderr } = await replay(dir, "--to", origin);
    assert.equal(code, 0);
    assert.match(stderr, /^Not sent: 1 that hookward listen refused\. Use --refused to send them too\.$/m);
    const names = readdirSync(dir).filter((name) => name.includes("genuine"));
    const lines = stdout.trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => line.replace(/in \d+ ms/, "in 1 ms")),
      [...names.map((name) => `✓ ${join(dir, name)}: 200 in 1 ms`), "2 of 2 were accepted."],
    );
    assert.deepEqual(
      seen.map(({ method, url, body }) => [method, url, body]),
      [
        ["POST", "/a?b=%20c", BYTES],
        ["POST", "/d", BYTES],
      ],
    );
    for (const { pairs } of seen) {
      assert.ok(pairs.some(([name, value]) => name === "x-latin" && value === "caf\xe9"));
      assert.deepEqual(
        pairs.filter(([name]) => name === "X-Twice").map(([, value]) => value),
        ["one", "two"],
      );
      assert.ok(pairs.some(([name, value]) => name === "x-gilbert-signature" && value === sent.headers[name]));
    }
    const all = await replay(dir, "--to", `${origin}/other`, "--refused");
    assert.deepEqual([all.code, all.stderr], [0, ""]);
    assert.deepEqual(
      seen.slice(2).map(({ url, body }) => [url, `${body}`]),
      [BYTES, BYTES, "{}"].map((body) => ["/other", `${body}`]),
    );
  });
});

test("a request in any form that verify reads arrives with its headers and its body", async () => {
  const { headers, body } = delivery("inboundflow");
  const pairs = Object.entries(headers);
  const url = "http://example.com/hook?a=1";
  const har = {
    log: {
      version: "1.2",
      entries: [
        {
          request: {
            method: "POST",
            url,
            headers: pairs.map(([name, value]) => ({ name, value })),
            postData: { mimeType: "application/json", text: `${body}` },
          },
        },
      ],
    },
  };
  const quoted = pairs.map(([name, value]) => `-H '${name}: ${value}'`).join(" ");
  const forms = {
    "a.http": wire({ url: "/hook?a=1", headers: pairs, body }),
    "b.txt": `curl '${url}' ${quoted} --data-binary '${`${body}`.replaceAll("'", "'\\''")}'`,
    "c.har": JSON.stringify(har),
    "d.json": JSON.stringify({ method: "POST", url, headers, body: `${body}` }),
  };
  const dir = folder("forms", forms);
  await withEndpoint(accept, async (origin, seen) => {
    const { code, stdout } = await replay(...Object.keys(forms).map((name) => join(dir, name)), "--to", origin);
    assert.equal(code, 0, stdout);
    assert.equal(seen.length, 4);
    for (const one of seen) {
      assert.deepEqual([one.method, one.url, one.body], ["POST", "/hook?a=1", Buffer.from(body)]);
      for (const [name, value] of pairs) assert.equal(one.headers[name.toLowerCase()], value, name);
    }
    const piped = await hookward(["replay", "-", "--to", origin], { input: forms["a.http"] });
    assert.deepEqual([piped.code, piped.stdout.replace(/\d+ ms/, "1 ms")], [0, "✓ standard input: 200 in 1 ms\n"]);
  });
});

test("a delivery that is too old is accepted when it is signed anew, and nothing else about it changes", async () => {
  const secret = SECRETS.inboundflow;
  const fresh = (res, { headers, body }) => {
    const timestamp = headers["x-inboundflow-timestamp"];
    const mac = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
    const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
    res.writeHead(isFresh && headers["x-inboundflow-signature"] === `sha256=${mac}` ? 200 : 401).end();
  };
  const { headers, body } = delivery("inboundflow", { body: BYTES, seconds: THEN / 1000, deliveryId: "dlv_7" });
  const pairs = [...Object.entries(headers), ["X-Own", "kept"], ["x-latin", "caf\xe9"]];
  const path = file("old.http", wire({ headers: pairs, body }));
  await withEndpoint(fresh, async (origin, seen) => {
    const old = await replay(path, "--to", origin);
    assert.equal(old.code, 1);
    assert.match(old.stdout, /^✗ .*old\.http: 401 in \d+ ms\. .*too old\. .* use hookward replay --sign\.\n$/);
    const signed = await replay(path, "--to", origin, "--sign", "--scheme", "inboundflow");
    assert.deepEqual([signed.code, signed.stderr], [0, ""], signed.stdout);
    assert.equal((await replay(path, "--to", origin, "--sign")).code, 0, "the scheme is known by the headers");
    for (const one of seen) assert.deepEqual(one.body, BYTES);
    const [before, after] = seen.map((one) => one.pairs.map(([name, value]) => [name.toLowerCase(), value]));
    const changed = new Set(["x-inboundflow-signature", "x-inboundflow-timestamp", "host"]);
    const rest = (all) => all.filter(([name]) => !changed.has(name)).sort();
    assert.deepEqual(rest(after), rest(before));
    assert.equal(after.filter(([name]) => name === "x-inboundflow-signature").length, 1);
    assert.equal(seen[1].headers["x-inboundflow-delivery-id"], "dlv_7");

    assert.equal((await replay(path, "--to", origin, "--sign", "--new-id")).code, 0);
    assert.notEqual(seen.at(-1).headers["x-inboundflow-delivery-id"], "dlv_7");
  });
});

/** Schemes that sign a time, a URL or an id in each possible way. */
const SHAPES = [
  ...["gilbert", "smarterbot", "standard-webhooks", "stripe", "slack", "svix", "github", "sinch"],
  ...["twilio-form", "twilio-json", "hubspot-v3", "trello", "square", "linear", "plain", "persona", "recurly", "box"],
];

test("whatever a scheme signs, an old delivery is accepted when it is signed anew", async () => {
  for (const scheme of SHAPES) {
    const app = express();
    const accepted = [];
    app.use((req, res) => {
      const url = `http://127.0.0.1:${req.socket.localPort}`;
      const options = { scheme, secret: SECRETS[scheme], url, onRefused: () => {} };
      webhook(options, (verified) => void accepted.push(verified))(req, res);
    });
    await serving(app, async (port) => {
      const origin = `http://127.0.0.1:${port}`;
      const [url, now] = ["https://elsewhere.example/hook?a=1", THEN];
      const old = sign({ scheme, secret: SECRETS[scheme], url, now });
      const path = file(`${scheme}.http`, wire({ ...old, url: old.url.slice("https://elsewhere.example".length) }));
      const { code, stdout, stderr } = await replay(path, "--to", origin, "--sign", "--scheme", scheme);
      assert.deepEqual([code, stderr, accepted.length], [0, "", 1], `${scheme}: ${stdout}`);
      if (SCHEMES[scheme].timestamp || SCHEMES[scheme].signedContent.includes("{url}"))
        assert.equal((await replay(path, "--to", origin)).code, 1, `${scheme} as it was saved`);
    });
  }
});

test("--url is the url that is signed, with the path of each delivery or its own", async () => {
  const PUBLIC = "https://api.example.com";
  for (const [option, path, signedAt] of [
    [PUBLIC, "/hook?a=1", `${PUBLIC}/hook?a=1`],
    [`${PUBLIC}/fixed`, "/hook?a=1", `${PUBLIC}/fixed`],
  ]) {
    const app = express();
    const options = { scheme: "square", secret: SECRETS.square, url: signedAt, onRefused: () => {} };
    app.use(webhook(options, () => {}));
    await serving(app, async (port) => {
      const old = sign({ scheme: "square", secret: SECRETS.square, url: "https://old.example/" });
      const saved = file("square.http", wire({ ...old, url: path }));
      const args = [saved, "--to", `http://127.0.0.1:${port}`, "--sign", "--scheme", "square", "--url", option];
      const { code, stdout } = await replay(...args);
      assert.equal(code, 0, stdout);
    });
  }
});

test("a file that cannot be read or sent has a line of its own, and stops no other", async () => {
  const { headers, body } = delivery("gilbert");
  const json = (more) => JSON.stringify({ headers, body: `${body}`, ...more });
  const dir = folder("odd", {
    "1-empty.http": "",
    "2-header.json": json({ headers: { ...headers, "x-name": "Ł" } }),
    "3-path.json": json({ url: "https://example.com/a b" }),
    "4-method.json": json({ method: "CONNECT" }),
    "5-steers\u001b[2J.http": "\u0000",
    "6-good.json": json({}),
    ".hidden": "",
  });
  mkdirSync(join(dir, "7-folder"));
  await withEndpoint(accept, async (origin, seen) => {
    const { code, stdout } = await replay(dir, "--to", origin);
    assert.equal(code, 2, stdout);
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, 7, stdout);
    for (const [at, expected] of [
      /^✗ .*1-empty\.http: It cannot be read\. It is empty\./,
      /^✗ .*2-header\.json: Its header x-name contains a character that cannot be sent\./,
      /^✗ .*3-path\.json: Its path contains a character that cannot be sent\./,
      /^✗ .*4-method\.json: Its method cannot be sent to an endpoint\./,
      /^✗ .*5-steers.*: It cannot be read\./,
      /^✓ .*6-good\.json: 200 in /,
      /^1 of 6 were accepted\.$/,
    ].entries())
      assert.match(lines[at], expected);
    assert.ok(!stdout.includes("\u001b[2J"));
    assert.equal(seen.length, 1);
  });
});

test("a dry run sends nothing, and prints what would be sent", async () => {
  const { headers, body } = delivery("gilbert");
  const path = file("dry.http", wire({ url: "/hook?a=1", headers: Object.entries(headers), body }));
  await withEndpoint(accept, async (origin, seen) => {
    const { code, stdout } = await replay(path, "--to", origin, "--dry-run", "--sign");
    assert.equal(code, 0);
    assert.equal(stdout, `✓ ${path}: would send POST ${origin}/hook?a=1, ${body.length} bytes\n`);
    const json = JSON.parse((await replay(path, "--to", origin, "--dry-run", "--sign", "--json")).stdout);
    const url = `${origin}/hook?a=1`;
    assert.deepEqual(json, { file: path, method: "POST", url, bytes: body.length, signed: "gilbert", ok: true });
    assert.equal(seen.length, 0);
  });
});

test("the exit code is that of the worst, and JSON has a line for each", async () => {
  const { headers, body } = delivery("gilbert");
  const request = wire({ headers: Object.entries(headers), body });
  const [one, two] = [file("one.http", request), file("two.http", request)];
  let count = 0;
  const second = (res) => res.writeHead(++count === 2 ? 500 : 204).end();
  await withEndpoint(second, async (origin, seen) => {
    const { code, stdout } = await replay(one, two, "--to", origin, "--json", "-H", "authorization: Bearer staging");
    assert.equal(code, 1);
    const lines = stdout.trimEnd().split("\n").map(JSON.parse);
    assert.deepEqual(
      lines.map(({ file: path, ok, status }) => [path, ok, status]),
      [
        [one, true, 204],
        [two, false, 500],
      ],
    );
    assert.match(lines[1].message, /The endpoint failed/);
    assert.ok(seen.every((each) => each.headers.authorization === "Bearer staging"));
  });
  const smarterbot = sign({ scheme: "smarterbot", secret: SECRETS.smarterbot });
  const wanted = file("smarterbot.http", wire(smarterbot));
  await withEndpoint(accept, async (origin) => {
    const { code, stdout } = await replay(wanted, "--to", origin, "--sign", "--scheme", "smarterbot");
    assert.equal(code, 1);
    assert.match(stdout, /counts only \{"status":"success"\} as success/);
  });
  const down = await replay(one, two, "--to", "http://127.0.0.1:1");
  assert.deepEqual([down.code, down.stdout], [1, ""]);
  assert.match(down.stderr, /No server responds at http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\)/);
});

test("what cannot be meant is refused before anything is sent", async () => {
  const { headers, body } = delivery("gilbert");
  const good = file("good.http", wire({ headers: Object.entries(headers), body }));
  const many = folder("many");
  for (let at = 0; at < 1001; at += 1) writeFileSync(join(many, `${at}.http`), "");
  await withEndpoint(accept, async (origin, seen) => {
    for (const [args, code, why] of [
      [[], 2, /Give the endpoint: --to URL/],
      [["--to", origin], 2, /Name the files to send again/],
      [[good], 2, /Give the endpoint: --to URL/],
      [[good, "--to", "ftp://127.0.0.1"], 2, /must be a URL/],
      [[good, "missing.http", "--to", origin], 2, /missing\.http cannot be read: there is no such file/],
      [[good, folder("empty"), "--to", origin], 2, /is a folder without files/],
      [[many, "--to", origin], 2, /There are 1001 files, but one command sends at most 1000/],
      [[good, "--to", origin, "--scheme", "gilbert"], 2, /--scheme applies only with --sign\. Add --sign/],
      [[good, "--to", origin, "--new-id"], 2, /--new-id applies only with --sign/],
      [[good, good, "--to", origin, "--entry", "1"], 2, /--entry chooses a request from a single file/],
      [[good, "--to", origin, "--sign", "--url", "square"], 2, /--url must begin with https/],
      [[good, "--to", origin, "--sign", "--scheme", "gilbrt"], 3, /Did you mean gilbert/],
    ]) {
      const result = await replay(...args);
      assert.deepEqual([result.code, result.stdout], [code, ""], args.join(" "));
      assert.match(result.stderr, why);
    }
    const unset = await hookward(["replay", good, "--to", origin, "--sign"], { env: {} });
    assert.deepEqual([unset.code, unset.stdout], [3, ""]);
    assert.match(unset.stderr, /There is no secret\. Set GILBERT_WEBHOOK_SECRET/);
    assert.equal(seen.length, 0);
  });
  const bodyId = await replay(good, "--to", "http://127.0.0.1:1", "--sign", "--new-id");
  assert.equal(bodyId.code, 2);
  assert.match(bodyId.stdout, /Gilbert sends no delivery id in a header, so --new-id has no effect/);
});

test("the local loop of the documentation works as it stands there", async () => {
  const lines = [...block("docs/TESTING.md#a-local-loop sh").code.matchAll(/^npx hookward (.*?) *(?:#.*)?$/gm)];
  const [listening, sending, ...replaying] = lines.map(([, line]) => line.split(" "));
  assert.deepEqual(
    [listening[0], sending[0], ...replaying.map(([name]) => name)],
    ["listen", "send", "replay", "replay"],
  );
  const cwd = folder("loop");
  const listen = start([...listening, "--port", "0"], { cwd });
  children.add(listen.child);
  await until(() => /127\.0\.0\.1:\d+ for/.test(listen.printed.stdout));
  const [, port] = /127\.0\.0\.1:(\d+) for/.exec(listen.printed.stdout);
  const at = (args, other) => args.map((arg) => arg.replace(/127\.0\.0\.1:\d+/, other));
  assert.equal((await hookward(at(sending, `127.0.0.1:${port}`), { cwd })).code, 0);
  listen.child.kill("SIGINT");
  await listen.done;
  const app = express();
  const handled = [];
  const secret = SECRETS.gilbert;
  app.post(
    "/webhooks/gilbert",
    webhook({ scheme: "gilbert", secret }, ({ deliveryId }) => void handled.push(deliveryId)),
  );
  await serving(app, async (appPort) => {
    for (const args of replaying) {
      const { code, stdout } = await hookward(at(args, `127.0.0.1:${appPort}`), { cwd });
      assert.equal(code, 0, stdout);
    }
  });
  assert.deepEqual([handled.length, new Set(handled).size], [2, 1]);
});
