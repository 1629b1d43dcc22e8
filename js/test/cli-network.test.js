// The command line over real sockets: what it sends, what it receives, and which responses of an endpoint it reports as wrong.

import assert from "node:assert/strict";
import { createHmac, timingSafeEqual } from "node:crypto";
import { test } from "node:test";

import express from "express";
import { webhook } from "hookward/express";

import { hookward, scratch, start } from "../../test-support/command.js";
import { send as sendRaw, serving, until } from "../../test-support/http.js";
import { delivery } from "../../test-support/providers.js";
import { PROVIDERS, SAMPLE, SECRETS } from "../../test-support/schemes.js";

const file = scratch();

/** Schemes that require more than one signature header and the body, in addition to the usual ones. */
const SHAPES = [
  ...["twilio-form", "twilio-json", "hubspot-v3", "trello", "square"],
  ...["linear", "plain", "persona", "recurly", "box", "paystack", "metronome", "ghost", "acuity"],
];

/** Returns an endpoint as the documentation shows it. If the scheme signs the URL, `url` is the origin at which it is reached. */
function right(scheme) {
  const made = (url) => {
    const app = express();
    app.all(
      "/hook",
      webhook({ scheme, secret: SECRETS[scheme], url, onRefused: () => {} }, () => {}),
    );
    return app;
  };
  let app;
  return (req, res) => {
    app ??= made(`http://127.0.0.1:${req.socket.localPort}`);
    app(req, res);
  };
}

/** Runs conform on an endpoint. Returns the exit code, the table, and the names of the rows that are marked as wrong. */
async function conform(scheme, handler, ...more) {
  return serving(handler, async (port) => {
    const { code, stdout, stderr } = await hookward([
      "conform",
      `http://127.0.0.1:${port}/hook`,
      "--scheme",
      scheme,
      ...more,
    ]);
    const wrong = [...stdout.matchAll(/^✗ (\w+) .*← wrong$/gm)].map(([, name]) => name);
    return { code, stdout, stderr, wrong };
  });
}

test("an endpoint that is right is found right, for every provider", async () => {
  for (const scheme of [...PROVIDERS, "standard-webhooks", ...SHAPES]) {
    const { code, stdout, stderr, wrong } = await conform(scheme, right(scheme));
    assert.deepEqual([code, wrong, stderr], [0, [], ""], stdout);
    const [, good, all] = /^(\d+) of (\d+) results are right\.$/m.exec(stdout);
    assert.ok(good === all && Number(all) > 20, stdout);
    const rows = stdout.split("\n").filter((line) => line.startsWith("✓"));
    assert.equal(rows.length, Number(all));
  }
});

const bodyOf = async (req) => Buffer.concat(await req.toArray());
const hmac = (scheme, ...parts) =>
  parts.reduce((mac, part) => mac.update(part), createHmac("sha256", SECRETS[scheme])).digest("hex");
const respond = (res, ok) => res.writeHead(ok ? 200 : 401).end();

test("where the provider has another url than the endpoint, --url is the one that is signed", async () => {
  const PUBLIC = "https://api.example.com";
  for (const scheme of ["twilio-form", "twilio-json", "hubspot-v3", "trello"]) {
    for (const [option, path] of [
      [PUBLIC, "/hook?tenant=5"],
      [`${PUBLIC}/public?tenant=5`, "/hook"],
    ]) {
      const app = express();
      // The proxy before it has replaced /public with /hook.
      const seen = (req) =>
        PUBLIC + req.originalUrl.replace("/hook", new URL(option).pathname === "/" ? "/hook" : "/public");
      app.use("/hook", (req, res) => {
        webhook({ scheme, secret: SECRETS[scheme], url: seen(req), onRefused: () => {} }, () => {})(req, res);
      });
      await serving(app, async (port) => {
        const args = [`http://127.0.0.1:${port}${path}`, "--scheme", scheme, "--url", option];
        const { code, stdout } = await hookward(["conform", ...args]);
        assert.equal(code, 0, stdout);
        assert.equal((await hookward(["send", ...args, "--flaw", "changed_url"])).code, 0);
        assert.equal((await hookward(["send", ...args.slice(0, 3)])).code, 1);
      });
    }
  }
  const { code, stderr } = await hookward(["send", "http://127.0.0.1:1", "--scheme", "square", "--url", "square"]);
  assert.deepEqual([code, /--url must begin with https/.test(stderr)], [2, true]);
});

test("an endpoint that accepts everything fails every row that must be refused", async () => {
  const { code, wrong, stdout } = await conform("gilbert", async (req, res) => {
    await bodyOf(req);
    respond(res, true);
  });
  assert.equal(code, 1);
  const refused = [...stdout.matchAll(/^. (\w+) +refused /gm)].map(([, name]) => name);
  assert.ok(refused.length > 10);
  assert.deepEqual(wrong, refused);
});

test("one that refuses everything fails every row that must be accepted", async () => {
  const { code, wrong } = await conform("gilbert", (_req, res) => respond(res, false));
  assert.equal(code, 1);
  assert.deepEqual(wrong, [
    "genuine",
    "upper_case_names",
    "unknown_headers",
    "upper_case_hex",
    "unicode_body",
    "large_body",
  ]);
});

test("one that parses the body first is found out by white space", async () => {
  const app = express();
  app.use(express.json({ limit: "1mb" }));
  app.post("/hook", (req, res) => {
    const expected = Buffer.from(hmac("gilbert", JSON.stringify(req.body)));
    const given = Buffer.from((req.get("x-gilbert-signature") ?? "").toLowerCase());
    respond(res, given.length === expected.length && timingSafeEqual(given, expected));
  });
  const { code, wrong, stdout } = await conform("gilbert", app);
  assert.deepEqual([code, wrong], [1, ["extra_whitespace"]], stdout);
});

/** Verifies InboundFlow's signature as its documentation does, with one part omitted or changed. */
function inboundflow({ window = true, sameCase = false } = {}) {
  return async (req, res) => {
    const body = await bodyOf(req);
    const timestamp = req.headers["x-inboundflow-timestamp"] ?? "";
    const given = req.headers["x-inboundflow-signature"] ?? "";
    const expected = `sha256=${hmac("inboundflow", `${timestamp}.`, body)}`;
    const matches = sameCase ? given === expected : given.toLowerCase() === expected;
    const inside = !window || (/^\d+$/.test(timestamp) && Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300);
    respond(res, matches && inside);
  };
}

test("one that ignores the timestamp is found out by what is too old and too new", async () => {
  assert.deepEqual((await conform("inboundflow", inboundflow())).wrong, []);
  const { code, wrong, stdout } = await conform("inboundflow", inboundflow({ window: false }));
  assert.deepEqual([code, wrong], [1, ["malformed_timestamp", "expired", "from_the_future"]], stdout);
});

test("one that compares digits case-sensitively is found out by upper case", async () => {
  const { code, wrong, stdout } = await conform("inboundflow", inboundflow({ sameCase: true }));
  assert.deepEqual([code, wrong], [1, ["upper_case_hex"]], stdout);
});

test("one that decodes up to the first odd character is found out by what stands behind", async () => {
  const { wrong } = await conform("gabinete360", async (req, res) => {
    const body = await bodyOf(req);
    const given = Buffer.from(req.headers["x-argos-signature"] ?? "", "hex");
    const expected = Buffer.from(hmac("gabinete360", body), "hex");
    respond(res, given.length === expected.length && timingSafeEqual(given, expected));
  });
  // Two headers arrive as one value with a comma, which is such a character.
  assert.deepEqual(wrong, ["extended_signature", "duplicated_signature"]);
});

test("one that breaks over a forgery is right, and told so", async () => {
  const { code, stdout } = await conform("gilbert", async (req, res) => {
    const body = await bodyOf(req);
    const genuine = (req.headers["x-gilbert-signature"] ?? "").toLowerCase() === hmac("gilbert", body);
    res.writeHead(genuine ? 204 : 500).end();
  });
  assert.equal(code, 0);
  assert.match(stdout, /^✓ changed_body .*← an error instead of a refusal$/m);
});

test("send with a flaw to an endpoint that fails says that this is no refusal", async () => {
  const listener = (_request, response) => response.writeHead(500).end("not configured");
  await serving(listener, async (port) => {
    const url = `http://127.0.0.1:${port}/`;
    const { code, stdout } = await hookward(["send", url, "--scheme", "gilbert", "--flaw", "changed_body"]);
    assert.equal(code, 0);
    assert.match(stdout, /^✓ 500 in \d+ ms: not configured\n {2}← an error instead of a refusal\n$/);
  });
});

test("conform as JSON has every row, and more headers go along", async () => {
  const seen = [];
  const app = express();
  app.use((req, _res, next) => {
    seen.push(req.get("authorization"));
    next();
  });
  app.use(right("grillo"));
  const { code, stdout } = await conform("grillo", app, "--json", "-H", "authorization: Bearer staging");
  const rows = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.deepEqual(Object.keys(rows.at(-1)), ["name", "about", "expect", "code", "status", "ok"]);
  assert.deepEqual([rows[0].name, rows[0].expect, rows[0].status], ["genuine", "accept", 200]);
  assert.ok(seen.length === rows.length && seen.every((value) => value === "Bearer staging"));
});

test("a genuine delivery that is not taken is explained by the status", async () => {
  for (const [status, why] of [
    [301, /redirects/],
    [400, /same secret/],
    [401, /same secret/],
    [403, /same secret/],
    [404, /Nothing at this address/],
    [405, /Nothing at this address/],
    [413, /no body of this length/],
    [429, /no more deliveries/],
    [500, /The endpoint failed/],
    [502, /did not reach the endpoint/],
    [503, /did not reach the endpoint/],
    [504, /did not reach the endpoint/],
    [507, /The endpoint failed/],
  ]) {
    const respond = (_req, res) => res.writeHead(status).end();
    const { code, stdout } = await serving(respond, (port) =>
      hookward(["send", `http://127.0.0.1:${port}/`, "--scheme", "gilbert"], {
        env: { GILBERT_WEBHOOK_SECRET: SECRETS.gilbert },
      }),
    );
    assert.equal(code, 1);
    assert.match(stdout, why, `${status}`);
    assert.equal(/secret/.test(stdout), why.source.includes("secret"), `${status}: ${stdout}`);
  }
});

test("where nobody listens, or nobody answers, that is what is said", async () => {
  const port = await serving(
    () => {},
    async (free) => {
      const url = `http://127.0.0.1:${free}`;
      const silent = await hookward(["send", url, "--scheme", "gilbert", "--timeout", "1"]);
      assert.equal(silent.code, 1);
      assert.match(silent.stdout, /no response in 1 s/);
      return free;
    },
  );
  for (const command of ["send", "conform"]) {
    const { code, stdout, stderr } = await hookward([command, `http://127.0.0.1:${port}`, "--scheme", "gilbert"]);
    assert.equal(code, 1);
    assert.match(stdout + stderr, /ECONNREFUSED/);
  }
});

test("a response that is none of HTTP is said to be none, and ends with 1", async () => {
  for (const head of ["101 X\r\nUpgrade: x\r\nConnection: upgrade", "099 X", "000 X"]) {
    const respond = (req, res) => req.resume().on("end", () => res.socket.write(`HTTP/1.1 ${head}\r\n\r\n`));
    const { code, stdout } = await serving(respond, (port) =>
      hookward(["send", `http://127.0.0.1:${port}/`, "--scheme", "gilbert", "--timeout", "5"]),
    );
    assert.equal(code, 1, head);
    assert.match(stdout, /✗ no response\n {2}The response cannot be read/, head);
  }
});

/** Starts `listen` on a free port, and waits until it is ready. */
async function listening(scheme, ...more) {
  const running = start(["listen", "--scheme", scheme, "--port", "0", ...more]);
  const printed = () => running.printed.stdout + running.printed.stderr;
  await until(() => /127\.0\.0\.1:\d+/.test(printed()));
  const [, port] = /127\.0\.0\.1:(\d+)/.exec(printed());
  const stop = () => {
    running.child.kill("SIGINT");
    return running.done;
  };
  return { port: Number(port), url: `http://127.0.0.1:${port}/hook`, stop, ...running };
}

test("what is sent is received, for every provider", async () => {
  for (const scheme of [...SAMPLE, ...SHAPES.filter((id) => !SAMPLE.includes(id))]) {
    const { url, stop, printed } = await listening(scheme, "--json");
    const genuine = await hookward(["send", url, "--scheme", scheme]);
    assert.equal(genuine.code, 0, genuine.stdout);
    const forged = await hookward(["send", url, "--scheme", scheme, "--flaw", "changed_body", "--json"]);
    assert.equal(forged.code, 0);
    const { ok, status, text } = JSON.parse(forged.stdout);
    assert.deepEqual([ok, status, text], [true, 401, "invalid signature"]);
    const { code, stdout } = await stop();
    assert.equal(code, 0, printed.stderr);
    const [first, second] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const [path] = first.path.split("?");
    assert.deepEqual([first.delivery.scheme, first.explanation.result.ok, path], [scheme, true, "/hook"]);
    assert.deepEqual([second.delivery, second.explanation.result.code], [undefined, "signature_mismatch"]);
  }
});

test("listen takes what providers send, answers what they want, and prints the explanation", async () => {
  const { port, stop } = await listening("smarterbot");
  const sent = delivery("smarterbot", { secret: SECRETS.smarterbot });
  const good = await sendRaw(port, { headers: sent.headers, body: sent.body });
  assert.deepEqual([good.status, good.body], [200, '{"status":"success"}']);
  const old = delivery("smarterbot", { secret: SECRETS.smarterbot, seconds: 1 });
  const bad = await sendRaw(port, { path: "/\u001b[31m", headers: old.headers, body: old.body }).catch(() => undefined);
  assert.equal(bad, undefined, "Node does not send such a path");
  const refused = await sendRaw(port, { headers: old.headers, body: old.body });
  assert.deepEqual([refused.status, refused.body], [401, "invalid signature"]);
  assert.equal((await sendRaw(port, { method: "GET" })).status, 405);
  const { code, stdout } = await stop();
  assert.equal(code, 0);
  assert.match(stdout, /✓ genuine: chat\.smarterbot\.ai signed these bytes\n {2}event +Lead\n/);
  assert.match(
    stdout,
    /✗ refused: timestamp_too_old\n\n {2}The delivery was signed [\s\S]*The checks, in order:\n {2}✓ body length/,
  );
});

test("listen refuses a body over the limit without an end, and a sender that hangs up is nothing to it", async () => {
  const { port, stop } = await listening("gilbert", "--max-body-bytes", "10");
  const sent = delivery("gilbert", { secret: SECRETS.gilbert });
  const { status, body } = await sendRaw(port, { headers: sent.headers, body: Buffer.alloc(300_000) });
  assert.deepEqual([status, body], [401, "invalid signature"]);
  const { dial, head } = await import("../../test-support/http.js");
  const connection = await dial(port);
  connection.write(head("/", { "Content-Length": 5 }), "ab");
  connection.socket.destroy();
  assert.equal((await sendRaw(port, { headers: sent.headers, body: "x" })).status, 401);
  const { code, stdout } = await stop();
  assert.equal(code, 0);
  assert.match(stdout, /refused: body_too_large/);
});

test("listen verifies by the url of a tunnel, and says how a saved delivery is explained", async () => {
  const folder = file("saved", "").replace(/saved$/, "deliveries");
  const tunnel = "https://tunnel.example.com";
  const { url, stop } = await listening("twilio-form", "--url", tunnel, "--save", folder);
  assert.equal((await hookward(["send", url, "--scheme", "twilio-form", "--url", tunnel])).code, 0);
  assert.equal((await hookward(["send", url, "--scheme", "twilio-form"])).code, 1);
  const { stdout } = await stop();
  const [, saved, more] = /saved: hookward explain (\S+genuine\S+) (.*)$/m.exec(stdout);
  const args = ["verify", saved, "--scheme", "twilio-form", ...more.split(" ")];
  assert.match(more, / --url https:\/\/tunnel\.example\.com\/hook$/);
  assert.equal((await hookward(args)).code, 0);
});

test("listen ends after one delivery if it is told to, and says whose port it is", async () => {
  for (const [flaw, expected] of [
    [[], 0],
    [["--flaw", "wrong_secret"], 1],
  ]) {
    const { url, port, done } = await listening("gilbert", "--once");
    const taken = await hookward(["listen", "--scheme", "gilbert", "--port", `${port}`]);
    assert.deepEqual([taken.code, taken.stdout], [1, ""]);
    assert.match(
      taken.stderr,
      /is in use. Stop the program that listens there, or choose a different port with --port/,
    );
    await hookward(["send", url, "--scheme", "gilbert", ...flaw]);
    assert.equal((await done).code, expected);
  }
});

test("send tells what an answer means", async () => {
  const answering = (status, text) =>
    serving(
      (_req, res) => res.writeHead(status).end(text),
      async (port) => hookward(["send", `http://127.0.0.1:${port}`, "--scheme", "smarterbot"]),
    );
  assert.equal((await answering(200, '{"status":"success"}')).code, 0);
  const words = await answering(200, "ok");
  assert.equal(words.code, 1);
  assert.match(words.stdout, /counts only \{"status":"success"\} as success/);
  const refused = await answering(401, "\u001b[31mno");
  assert.equal(refused.code, 1);
  assert.match(refused.stdout, /^✗ 401 in \d+ ms: \\u\{1b\}\[31mno\n {2}The endpoint refused a genuine delivery/);
  // A redirect is not followed: providers do not follow redirects, and someone else would receive the delivery.
  assert.equal((await answering(308, "")).code, 1);
});

test("a body and an event of one's own are sent as they are", async () => {
  const body = Buffer.from([0x7b, 0xff, 0x7d]);
  await serving(
    async (req, res) => {
      const received = await bodyOf(req);
      const event = req.headers["x-grillo-event"];
      const genuine = req.headers["x-grillo-signature"] === `sha256=${hmac("grillo", received)}`;
      res.writeHead(received.equals(body) && event === "my.event" && genuine ? 200 : 400).end();
    },
    async (port) => {
      const options = ["--scheme", "grillo", "--body", file("own", body), "--event", "my.event"];
      assert.equal((await hookward(["send", `http://127.0.0.1:${port}`, ...options])).code, 0);
    },
  );
});
