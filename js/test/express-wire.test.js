// hookward/express against senders that do not behave, byte by byte over a socket: limits, lengths, chunks, silence.

import assert from "node:assert/strict";
import http from "node:http";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import express from "express";
import { acknowledge, webhook } from "hookward/express";

import { dial, head, send, serving, sleep, until } from "../test-support/http.js";
import { delivery, SECRETS } from "../test-support/providers.js";

const LIMIT = 4096;
const REFUSED = /^HTTP\/1\.1 401 [\s\S]*\r\n\r\ninvalid signature$/;
const TOO_LARGE = /^HTTP\/1\.1 413 [\s\S]*\r\n\r\ninvalid signature$/;
const ACCEPTED = /^HTTP\/1\.1 200 /;

/** One route, for one scheme. Gives what was seen there. */
function build(scheme = "gilbert", use = (_app) => {}) {
  const app = express();
  app.set("env", "test");
  const seen = { deliveries: [], refused: [], errors: [], started: 0 };
  app.use((_req, _res, next) => {
    seen.started += 1;
    next();
  });
  use(app);
  const onRefused = (error) => void seen.refused.push(error.code);
  app.post("/", webhook({ scheme, secret: SECRETS[scheme], maxBodyBytes: LIMIT }, { onRefused }), (req, res) => {
    seen.deliveries.push(req.delivery);
    acknowledge(res, req.delivery);
  });
  app.use((error, _req, res, _next) => {
    seen.errors.push(error);
    res.status(500).end("error page");
  });
  return { app, seen };
}

const chunk = (bytes) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
const chunked = { "Transfer-Encoding": "chunked" };
const sized = (body) => ({ "Content-Length": body.length });

/** A genuine delivery of exactly so many bytes. */
const ofLength = (length) => delivery("gilbert", { body: Buffer.alloc(length, "x") });

test("the limit is exact, with a length announced and without", async () => {
  const { app, seen } = build();
  await serving(app, async (port) => {
    for (const [length, status] of [
      [LIMIT, 200],
      [LIMIT + 1, 413],
    ]) {
      const { headers, body } = ofLength(length);
      const announced = await send(port, { headers: { ...headers, ...sized(body) }, body });
      assert.equal(announced.status, status, `${length} announced`);
      const unannounced = await send(port, { headers: { ...headers, ...chunked }, body });
      assert.equal(unannounced.status, status, `${length} in chunks`);
    }
  });
  assert.deepEqual(seen.refused, ["body_too_large", "body_too_large"]);
  assert.deepEqual(
    seen.deliveries.map((one) => one.body.length),
    [LIMIT, LIMIT],
  );
});

test("a length over the limit is refused before any of the body comes", async () => {
  const { app } = build();
  await serving(app, async (port) => {
    const connection = await dial(port);
    connection.write(head("/", { ...ofLength(8).headers, "Content-Length": 1e12 }));
    assert.match(await connection.read(/signature$/), TOO_LARGE);
  });
});

test("a missing or malformed header is refused before any of the body comes", async () => {
  const { app, seen } = build();
  await serving(app, async (port) => {
    for (const headers of [{}, { "X-Gilbert-Signature": "00" }, { "X-Gilbert-Signature": ["00", "00"] }]) {
      const connection = await dial(port);
      connection.write(head("/", { ...headers, "Content-Length": 100 }));
      assert.match(await connection.read(/signature$/), REFUSED);
      connection.socket.destroy();
    }
  });
  assert.deepEqual(seen.refused, ["missing_header", "malformed_header", "duplicate_header"]);
});

test("a body without end is refused as soon as it is over the limit", async () => {
  const { app } = build();
  await serving(app, async (port) => {
    const connection = await dial(port);
    connection.write(head("/", { ...ofLength(8).headers, ...chunked }));
    for (let sent = 0; sent <= LIMIT; sent += 1024) connection.write(chunk(Buffer.alloc(1024, "x")));
    // And its sender has not stopped.
    assert.match(await connection.read(/signature$/), TOO_LARGE);
  });
});

test("a sender of far too much gets to see the answer, and can go on with the connection", async () => {
  const { app } = build();
  await serving(app, async (port) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const huge = Buffer.alloc(8 * 2 ** 20, "x");
    for (const headers of [ofLength(8).headers, {}]) {
      const refused = await send(port, { headers: { ...headers, ...sized(huge) }, body: huge, agent });
      assert.deepEqual(
        [refused.status, refused.body],
        [headers["X-Gilbert-Signature"] ? 413 : 401, "invalid signature"],
      );
      const next = await send(port, { ...delivery("gilbert"), agent });
      assert.equal(next.status, 200);
      assert.equal(next.socket, refused.socket);
    }
    agent.destroy();
  });
});

test("a keep-alive connection goes on after every kind of refusal", async () => {
  const { app } = build();
  await serving(app, async (port) => {
    const connection = await dial(port);
    const good = delivery("gilbert");
    const bodies = [
      [head("/", { "Content-Length": 2 }), "{}"],
      [head("/", { ...good.headers, "Content-Length": 2 }), "{}"],
      [head("/", { ...good.headers, ...chunked }), Buffer.concat([chunk(Buffer.from("{}")), Buffer.from("0\r\n\r\n")])],
      [head("/", { ...good.headers, ...sized(good.body) }), good.body],
    ];
    let answers = "";
    for (const [start, body] of bodies) {
      const before = connection.received().length;
      connection.write(start);
      await sleep(10);
      connection.write(body);
      await until(() => connection.received().length > before);
      answers += `${connection.received().slice(before).split(" ")[1]} `;
    }
    assert.equal(answers, "401 401 401 200 ");
  });
});

test("a refused sender that never finishes its body is cut off", async (t) => {
  // Five seconds are the package's own patience. They pass at once here.
  const { app } = build();
  await serving(app, async (port) => {
    const connection = await dial(port);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    connection.write(head("/", { "Content-Length": 100 }), "12345");
    assert.match(await connection.read(/signature$/), REFUSED);
    assert.equal(connection.socket.destroyed, false);
    t.mock.timers.tick(5001);
    t.mock.timers.reset();
    await connection.closed();
  });
});

test("a slow body is waited for", async () => {
  const { app, seen } = build("smarterbot");
  await serving(app, async (port) => {
    const { headers, body } = delivery("smarterbot");
    const connection = await dial(port);
    connection.write(head("/", { ...headers, ...sized(body) }));
    for (const byte of body) {
      connection.write(Buffer.of(byte));
      await sleep(1);
    }
    assert.match(await connection.read(/success"\}/), ACCEPTED);
  });
  assert.equal(seen.deliveries[0].event, "Lead");
});

test("a sender that hangs up half-way is nobody's delivery, and the server lives on", async () => {
  const { app, seen } = build();
  await serving(app, async (port) => {
    const { headers, body } = delivery("gilbert");
    const hangUps = [
      [head("/", { ...headers, ...sized(body) }), body.subarray(0, -1)],
      [head("/", { ...headers, ...chunked }), chunk(body)],
      [head("/", { ...headers, ...sized(body) })],
    ];
    for (const parts of hangUps) {
      const connection = await dial(port);
      connection.write(...parts);
      await sleep(30);
      connection.socket.resetAndDestroy();
    }
    await until(() => seen.errors.length === hangUps.length);
    assert.equal((await send(port, delivery("gilbert"))).status, 200);
  });
  assert.deepEqual(
    seen.errors.map(({ code, status }) => [code, status]),
    Array(3).fill(["ECONNABORTED", 400]),
  );
  assert.deepEqual([seen.deliveries.length, seen.refused], [1, []]);
});

test("a sender that hangs up before the webhook has its turn does not keep it waiting", async () => {
  let go;
  const gate = new Promise((resolve) => {
    go = resolve;
  });
  const { app, seen } = build("gilbert", (app) =>
    app.use(async (req, _res, next) => {
      if (req.headers["x-wait"]) await gate;
      next();
    }),
  );
  await serving(app, async (port) => {
    const { headers, body } = delivery("gilbert");
    const connection = await dial(port);
    connection.write(head("/", { ...headers, ...sized(body), "X-Wait": "1" }), body.subarray(0, 5));
    await until(() => seen.started > 0);
    connection.socket.resetAndDestroy();
    await sleep(50);
    go();
    await until(() => seen.errors.length > 0);
  });
  assert.equal(seen.errors[0].code, "ECONNABORTED");
});

test("a request that the app itself gives up ends there", async () => {
  const { app, seen } = build("gilbert", (app) =>
    app.use((req, _res, next) => {
      setTimeout(() => req.destroy(), 20);
      next();
    }),
  );
  await serving(app, async (port) => {
    const { headers, body } = delivery("gilbert");
    const connection = await dial(port);
    connection.write(head("/", { ...headers, ...sized(body) }), body.subarray(0, 5));
    await until(() => seen.errors.length > 0);
  });
  assert.equal(seen.errors[0].code, "ECONNABORTED");
});

test("a length that is not the body's ends in no delivery", async () => {
  const { app, seen } = build();
  await serving(app, async (port) => {
    const { headers, body } = delivery("gilbert");
    // Too short: the last byte begins another request, and is no request at all.
    const short = await dial(port);
    short.write(head("/", { ...headers, "Content-Length": body.length - 1 }), body.subarray(0, -1));
    assert.match(await short.read(/signature$/), REFUSED);
    short.write(body.subarray(-1), "\r\n\r\n");
    assert.match(await short.closed(), /invalid signatureHTTP\/1\.1 400 /);
    // Too long: the body does not end, and then its sender is gone.
    const long = await dial(port);
    long.write(head("/", { ...headers, "Content-Length": body.length + 1 }), body);
    await sleep(50);
    assert.equal(long.received(), "");
    long.socket.end();
    await until(() => seen.errors.length > 0);
    // What HTTP does not allow does not come as far as this.
    const nonsense = ["-1", "1e3", "0x10", "12abc", "1, 2"].map((length) => ({ "Content-Length": length }));
    for (const length of [...nonsense, { "Content-Length": body.length, ...chunked }]) {
      const connection = await dial(port);
      connection.write(head("/", { ...headers, ...length }), body);
      assert.match(await connection.read(/\r\n\r\n/), /^HTTP\/1\.1 400 /);
    }
  });
  assert.deepEqual([seen.deliveries, seen.refused], [[], ["signature_mismatch"]]);
});

test("chunks of any size are one body", async () => {
  const { app, seen } = build("gabinete360");
  await serving(app, async (port) => {
    const { headers, body } = delivery("gabinete360");
    for (const size of [1, 2, 3, 7, 64, body.length]) {
      const parts = [];
      for (let at = 0; at < body.length; at += size) parts.push(chunk(body.subarray(at, at + size)));
      const connection = await dial(port);
      connection.write(head("/", { ...headers, ...chunked }), ...parts, "0\r\n\r\n");
      assert.match(await connection.read(/\r\n\r\n/), ACCEPTED, `chunks of ${size}`);
      assert.deepEqual(Buffer.from(seen.deliveries.pop().body), body);
    }
  });
});

test("two signature headers are refused, whatever they are and wherever they stand", async () => {
  for (const scheme of ["gilbert", "inboundflow", "grillo", "smarterbot", "standard-webhooks", "gabinete360"]) {
    const { app, seen } = build(scheme);
    await serving(app, async (port) => {
      const { headers, body } = delivery(scheme);
      const [name, value] = Object.entries(headers).find(([, text]) => /[0-9a-f]{64}|v1,/.test(text));
      for (const values of [
        [value, value],
        [value, "00"],
        ["00", value],
      ]) {
        const connection = await dial(port);
        connection.write(head("/", { ...headers, [name]: values, ...sized(body) }), body);
        assert.match(await connection.read(/signature$/), REFUSED, scheme);
        const cased = await dial(port);
        const second = {
          [name]: values[0],
          [name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase()]: values[1],
        };
        cased.write(head("/", { ...headers, ...second, ...sized(body) }), body);
        assert.match(await cased.read(/signature$/), REFUSED, scheme);
      }
    });
    assert.deepEqual(seen.refused, Array(6).fill("duplicate_header"), scheme);
  }
});

test("a header of which Node keeps one copy only is seen twice all the same", async () => {
  // Of two Authorization headers, req.headers has the first and says nothing of the second.
  const scheme = {
    id: "acme",
    name: "Acme",
    docs: "https://acme.example/webhooks",
    signature: { header: "authorization", syntax: { prefixed: "HMAC " }, encoding: "hex" },
    signed_content: "{body}",
  };
  const { headers, body } = delivery("gilbert");
  const value = `HMAC ${headers["X-Gilbert-Signature"]}`;
  for (const before of [[], [express.raw({ type: () => true })]]) {
    const app = express();
    const codes = [];
    const onRefused = ({ code }) => void codes.push(code);
    app.post("/", ...before, webhook({ scheme, secret: SECRETS.gilbert }, { onRefused }), (_req, res) =>
      res.end("good"),
    );
    await serving(app, async (port) => {
      assert.equal((await send(port, { headers: { Authorization: value }, body })).body, "good");
      const connection = await dial(port);
      connection.write(head("/", { Authorization: [value, value], ...sized(body) }), body);
      assert.match(await connection.read(/signature$/), REFUSED);
    });
    assert.deepEqual(codes, ["duplicate_header"]);
  }
});

test("a compressed body is verified as it was received", async () => {
  const { app, seen } = build();
  const zipped = gzipSync('{"event":"dossier.created"}');
  await serving(app, async (port) => {
    const signed = delivery("gilbert", { body: zipped });
    const headers = { ...signed.headers, "Content-Encoding": "gzip" };
    assert.equal((await send(port, { headers, body: zipped })).status, 200);
    assert.deepEqual(Buffer.from(seen.deliveries[0].body), zipped);
    // The signature of what is inside is not one of what was received.
    const inside = delivery("gilbert", { body: '{"event":"dossier.created"}' });
    const other = await send(port, { headers: { ...inside.headers, "Content-Encoding": "gzip" }, body: zipped });
    assert.deepEqual([other.status, other.body], [401, "invalid signature"]);
  });
});

test("an empty body and no body are the same body", async () => {
  const { app, seen } = build();
  await serving(app, async (port) => {
    const { headers } = delivery("gilbert", { body: "" });
    for (const length of [{ "Content-Length": 0 }, {}, chunked]) {
      const connection = await dial(port);
      connection.write(head("/", { ...headers, ...length }), length === chunked ? "0\r\n\r\n" : "");
      assert.match(await connection.read(/\r\n\r\n/), ACCEPTED);
    }
  });
  assert.deepEqual(
    seen.deliveries.map((one) => one.body.length),
    [0, 0, 0],
  );
});

test("a header of the sender's choice is no way around: forwarded, method override, prototype", async () => {
  const { app, seen } = build();
  const tricks = [
    ["X-Forwarded-For", "127.0.0.1"],
    ["X-HTTP-Method-Override", "GET"],
    ["X-Hookward-Scheme", "gilbert"],
    ["__proto__", "1"],
    ["constructor", "1"],
    // White space before the colon, which Node refuses by itself.
    ["X-Gilbert-Signature ", "0".repeat(64)],
  ];
  await serving(app, async (port) => {
    for (const [name, value] of tricks) {
      const connection = await dial(port);
      connection.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${name}: ${value}\r\nContent-Length: 2\r\n\r\n{}`);
      assert.match(await connection.read(/\r\n\r\n/), /^HTTP\/1\.1 40[01] /, name);
    }
  });
  assert.deepEqual([seen.deliveries, seen.errors], [[], []]);
});
