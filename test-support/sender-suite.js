// Tests of an adapter for Node with misbehaving senders, byte by byte over a socket: limits, lengths, chunks, silence. The tests are the same for
// every framework.

import assert from "node:assert/strict";
import http from "node:http";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { dial, head, send, serving, sleep, until } from "./http.js";
import { delivery, signatureOf } from "./providers.js";
import { SAMPLE, SCHEMES, SECRETS } from "./schemes.js";

const LIMIT = 4096;
const REFUSED = /^HTTP\/1\.1 401 [\s\S]*\r\n\r\ninvalid signature$/;
const TOO_LARGE = /^HTTP\/1\.1 413 [\s\S]*\r\n\r\ninvalid signature$/;
const ACCEPTED = /^HTTP\/1\.1 200 /;

const chunk = (bytes) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
const chunked = { "Transfer-Encoding": "chunked" };
const sized = (body) => ({ "Content-Length": body.length });

/** Returns a genuine delivery with a body of the given length in bytes. */
const ofLength = (length) => delivery("gilbert", { body: Buffer.alloc(length, "x") });

/**
 * Defines the tests for one framework. `mount` is described in frameworks.js. The options describe the differences between frameworks:
 *
 * - `hungUp` returns whether an error means, in this framework, that the sender has closed the connection;
 * - `joined`: whether two headers of one name are joined before the adapter receives them;
 * - `drains`: whether the framework itself reads the rest of a body, with a shorter timeout.
 */
export function senderSuite(name, mount, { hungUp = isAborted, joined = false, drains = false } = {}) {
  /** Builds an app with one route for one scheme, and records what arrives there. `before` runs first. */
  const build = async (scheme = "gilbert", before = () => {}) => {
    const seen = { deliveries: [], refused: [], errors: [] };
    const from = typeof scheme === "string" ? { scheme, secret: SECRETS[scheme], maxBodyBytes: LIMIT } : scheme;
    const options = { ...from, onRefused: (error) => void seen.refused.push(error.code) };
    const handler = (delivered, acknowledge) => {
      seen.deliveries.push(delivered);
      return acknowledge();
    };
    const onError = (error) => void seen.errors.push(error);
    return { app: await mount([{ path: "/", options, handler }], { onError, before }), seen };
  };

  test(`${name}: the limit is exact, with a length announced and without`, async () => {
    const { app, seen } = await build();
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

  test(`${name}: a length over the limit is refused before any of the body comes`, async () => {
    const { app } = await build();
    await serving(app, async (port) => {
      const connection = await dial(port);
      connection.write(head("/", { ...ofLength(8).headers, "Content-Length": 1e12 }));
      assert.match(await connection.read(/signature$/), TOO_LARGE);
    });
  });

  test(`${name}: a missing or malformed header is refused before any of the body comes`, async () => {
    const { app, seen } = await build();
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

  test(`${name}: a body without end is refused as soon as it is over the limit`, async () => {
    const { app } = await build();
    await serving(app, async (port) => {
      const connection = await dial(port);
      connection.write(head("/", { ...ofLength(8).headers, ...chunked }));
      for (let sent = 0; sent <= LIMIT; sent += 1024) connection.write(chunk(Buffer.alloc(1024, "x")));
      // The sender has not stopped yet.
      assert.match(await connection.read(/signature$/), TOO_LARGE);
    });
  });

  test(`${name}: a sender of far too much gets to see the answer, and can go on with the connection`, async () => {
    const { app } = await build();
    await serving(app, async (port) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const huge = Buffer.alloc(8 * 2 ** 20, "x");
      for (const headers of [ofLength(8).headers, {}]) {
        const refused = await send(port, { headers: { ...headers, ...sized(huge) }, body: huge, agent });
        assert.deepEqual(
          [refused.status, refused.body],
          [signatureOf("gilbert", headers) ? 413 : 401, "invalid signature"],
        );
        const next = await send(port, { ...delivery("gilbert"), agent });
        assert.equal(next.status, 200);
        assert.equal(next.socket, refused.socket);
      }
      agent.destroy();
    });
  });

  test(`${name}: a keep-alive connection goes on after every kind of refusal`, async () => {
    const { app } = await build();
    await serving(app, async (port) => {
      const connection = await dial(port);
      const good = delivery("gilbert");
      const bodies = [
        [head("/", { "Content-Length": 2 }), "{}"],
        [head("/", { ...good.headers, "Content-Length": 2 }), "{}"],
        [
          head("/", { ...good.headers, ...chunked }),
          Buffer.concat([chunk(Buffer.from("{}")), Buffer.from("0\r\n\r\n")]),
        ],
        [head("/", { ...good.headers, ...sized(good.body) }), good.body],
      ];
      let responses = "";
      for (const [start, body] of bodies) {
        const before = connection.received().length;
        connection.write(start);
        await sleep(10);
        connection.write(body);
        await until(() => connection.received().length > before);
        responses += `${connection.received().slice(before).split(" ")[1]} `;
      }
      assert.equal(responses, "401 401 401 200 ");
    });
  });

  test(`${name}: a refused sender that never finishes its body is cut off`, async (t) => {
    // The package's own timeout is five seconds. The mocked timer ends it at once.
    const { app } = await build();
    await serving(app, async (port) => {
      const connection = await dial(port);
      if (!drains) t.mock.timers.enable({ apis: ["setTimeout"] });
      connection.write(head("/", { "Content-Length": 100 }), "12345");
      assert.match(await connection.read(/signature$/), REFUSED);
      assert.equal(connection.socket.destroyed, false);
      if (!drains) {
        t.mock.timers.tick(5001);
        t.mock.timers.reset();
      }
      await connection.closed();
    });
  });

  test(`${name}: a slow body is waited for`, async () => {
    const { app, seen } = await build("smarterbot");
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

  test(`${name}: a sender that hangs up half-way is nobody's delivery, and the server lives on`, async () => {
    const { app, seen } = await build();
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
      await until(() => seen.errors.length >= hangUps.length);
      assert.equal((await send(port, delivery("gilbert"))).status, 200);
    });
    for (const error of seen.errors) assert.ok(hungUp(error), `${error}`);
    assert.deepEqual([seen.deliveries.length, seen.refused], [1, []]);
  });

  test(`${name}: a sender that hangs up before the webhook has its turn does not keep it waiting`, async () => {
    let go;
    const gate = new Promise((resolve) => {
      go = resolve;
    });
    let started = 0;
    const { app, seen } = await build("gilbert", async (req) => {
      started += 1;
      if (req.headers["x-wait"]) await gate;
    });
    await serving(app, async (port) => {
      const { headers, body } = delivery("gilbert");
      const connection = await dial(port);
      connection.write(head("/", { ...headers, ...sized(body), "X-Wait": "1" }), body.subarray(0, 5));
      await until(() => started > 0);
      connection.socket.resetAndDestroy();
      await sleep(50);
      go();
      await until(() => seen.errors.length > 0);
    });
    assert.ok(hungUp(seen.errors[0]), `${seen.errors[0]}`);
  });

  test(`${name}: a request that the app itself gives up ends there`, async () => {
    const { app, seen } = await build("gilbert", (req) => void setTimeout(() => req.destroy(), 20));
    await serving(app, async (port) => {
      const { headers, body } = delivery("gilbert");
      const connection = await dial(port);
      connection.write(head("/", { ...headers, ...sized(body) }), body.subarray(0, 5));
      await until(() => seen.errors.length > 0);
    });
    assert.ok(hungUp(seen.errors[0]), `${seen.errors[0]}`);
  });

  test(`${name}: a length that is not the body's ends in no delivery`, async () => {
    const { app, seen } = await build();
    await serving(app, async (port) => {
      const { headers, body } = delivery("gilbert");
      // The length is too short: the last byte begins another request, which is not a valid request.
      const short = await dial(port);
      short.write(head("/", { ...headers, "Content-Length": body.length - 1 }), body.subarray(0, -1));
      assert.match(await short.read(/signature$/), REFUSED);
      short.write(body.subarray(-1), "\r\n\r\n");
      assert.match(await short.closed(), /invalid signatureHTTP\/1\.1 400 /);
      // The length is too long: the body does not end, and then the sender closes the connection.
      const long = await dial(port);
      long.write(head("/", { ...headers, "Content-Length": body.length + 1 }), body);
      await sleep(50);
      assert.equal(long.received(), "");
      long.socket.end();
      await until(() => seen.errors.length > 0);
      // A length that HTTP does not allow does not reach the adapter.
      const nonsense = ["-1", "1e3", "0x10", "12abc", "1, 2"].map((length) => ({ "Content-Length": length }));
      for (const length of [...nonsense, { "Content-Length": body.length, ...chunked }]) {
        const connection = await dial(port);
        connection.write(head("/", { ...headers, ...length }), body);
        assert.match(await connection.read(/\r\n\r\n/), /^HTTP\/1\.1 400 /);
      }
    });
    assert.deepEqual([seen.deliveries, seen.refused], [[], ["signature_mismatch"]]);
  });

  test(`${name}: chunks of any size are one body`, async () => {
    const { app, seen } = await build("gabinete360");
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

  test(`${name}: two signature headers are refused, whatever they are and wherever they stand`, async () => {
    for (const scheme of SAMPLE) {
      const { app, seen } = await build(scheme);
      await serving(app, async (port) => {
        const { headers, body } = delivery(scheme);
        const { header: name } = SCHEMES[scheme].signature;
        const value = signatureOf(scheme, headers);
        for (const values of [
          [value, value],
          [value, "00"],
          ["00", value],
        ]) {
          const connection = await dial(port);
          connection.write(head("/", { ...headers, [name]: values, ...sized(body) }), body);
          assert.match(await connection.read(/signature$/), REFUSED, scheme);
          const cased = await dial(port);
          const second = { [name]: values[0], [name.toUpperCase()]: values[1] };
          cased.write(head("/", { ...headers, ...second, ...sized(body) }), body);
          assert.match(await cased.read(/signature$/), REFUSED, scheme);
        }
      });
      // A value that is not a field is malformed before it can be a second header.
      const codes =
        joined && SCHEMES[scheme].signature.syntax.fields ? /^(duplicate|malformed)_header$/ : /^duplicate_header$/;
      assert.equal(seen.refused.length, 6);
      for (const code of seen.refused) assert.match(code, codes, scheme);
    }
  });

  test(`${name}: a header of which Node keeps one copy only is seen twice all the same`, async () => {
    // If a request has two Authorization headers, req.headers contains only the first.
    const scheme = {
      id: "acme",
      name: "Acme",
      docs: "https://acme.example/webhooks",
      signature: { header: "authorization", syntax: { prefixed: "HMAC " }, encoding: "hex" },
      signedContent: "{body}",
    };
    const { headers, body } = delivery("gilbert");
    const value = `HMAC ${signatureOf("gilbert", headers)}`;
    const { app, seen } = await build({ scheme, secret: SECRETS.gilbert });
    await serving(app, async (port) => {
      assert.equal((await send(port, { headers: { Authorization: value }, body })).status, 200);
      const connection = await dial(port);
      connection.write(head("/", { Authorization: [value, value], ...sized(body) }), body);
      assert.match(await connection.read(/signature$/), REFUSED);
    });
    assert.deepEqual([seen.refused, seen.deliveries.length], [["duplicate_header"], 1]);
  });

  test(`${name}: a compressed body is verified as it was received`, async () => {
    const { app, seen } = await build();
    const zipped = gzipSync('{"event":"dossier.created"}');
    await serving(app, async (port) => {
      const signed = delivery("gilbert", { body: zipped });
      const headers = { ...signed.headers, "Content-Encoding": "gzip" };
      assert.equal((await send(port, { headers, body: zipped })).status, 200);
      assert.deepEqual(Buffer.from(seen.deliveries[0].body), zipped);
      // The signature of the decompressed body does not match the received bytes.
      const inside = delivery("gilbert", { body: '{"event":"dossier.created"}' });
      const other = await send(port, { headers: { ...inside.headers, "Content-Encoding": "gzip" }, body: zipped });
      assert.deepEqual([other.status, other.body], [401, "invalid signature"]);
    });
  });

  test(`${name}: an empty body and no body are the same body`, async () => {
    const { app, seen } = await build();
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

  test(`${name}: a header of the sender's choice is no way around: forwarded, method override, prototype`, async () => {
    const { app, seen } = await build();
    const tricks = [
      ["X-Forwarded-For", "127.0.0.1"],
      ["X-HTTP-Method-Override", "GET"],
      ["X-Hookward-Scheme", "gilbert"],
      ["__proto__", "1"],
      ["constructor", "1"],
      // White space before the colon, which Node itself refuses.
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
}

const isAborted = ({ code, status }) => code === "ECONNABORTED" && status === 400;
