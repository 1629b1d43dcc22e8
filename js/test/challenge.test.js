// Challenges in the npm package: the responses of a verifier and of every adapter, over real sockets if the framework has a server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { getRequestListener } from "@hono/node-server";
import express5 from "express";
import express4 from "express4";
import fastify5 from "fastify";
import fastify4 from "fastify4";
import { Hono } from "hono";
import { ConfigError, schemes, Verifier } from "hookward";
import * as onExpress from "hookward/express";
import * as onFastify from "hookward/fastify";
import * as onFetch from "hookward/fetch";
import * as onHono from "hookward/hono";
import * as onKoa from "hookward/koa";
import * as onLambda from "hookward/lambda";
import * as onNode from "hookward/node";
import Koa3 from "koa";
import Koa2 from "koa2";

import {
  BAD_TOKENS,
  CHALLENGED,
  event,
  hmac,
  OPTION,
  SECRET,
  SIGNED,
  signed,
  UNSIGNED,
  VERIFY_TOKEN,
} from "../../test-support/challenges.js";
import { send, serving } from "../../test-support/http.js";

const verifierOf = (name) => new Verifier({ scheme: CHALLENGED[name], secret: SECRET });

/** Functions that mount a webhook for every method at each path. `handle` is called with each delivery, and leaves the response to the adapter. */
const MOUNTS = {
  ...Object.fromEntries(
    Object.entries({ "Express 5": express5, "Express 4": express4 }).map(([name, express]) => [
      name,
      (routes) => {
        const app = express();
        for (const { path, options, handle } of routes) app.all(path, onExpress.webhook(options, handle));
        return app;
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({ "Koa 3": Koa3, "Koa 2": Koa2 }).map(([name, Koa]) => [
      name,
      (routes) => {
        const app = new Koa();
        const byPath = new Map(routes.map(({ path, options, handle }) => [path, onKoa.webhook(options, handle)]));
        app.use((ctx, next) => byPath.get(ctx.path)?.(ctx, next) ?? next());
        return app.callback();
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({ "Fastify 5": fastify5, "Fastify 4": fastify4 }).map(([name, fastify]) => [
      name,
      async (routes) => {
        const app = fastify({ exposeHeadRoutes: false });
        for (const { path, options, handle } of routes)
          app.route({ method: ["GET", "HEAD", "POST"], url: path, ...onFastify.webhook(options, handle) });
        await app.ready();
        return app.routing;
      },
    ]),
  ),
  "Fastify 5, as a plugin": async (routes) => {
    const app = fastify5({ exposeHeadRoutes: false });
    for (const { path, options, handle } of routes)
      app.register(async (scope) => {
        scope.register(onFastify.webhook(options));
        scope.route({
          method: ["GET", "HEAD", "POST"],
          url: path,
          handler: (request, reply) => {
            handle(request.delivery);
            return onFastify.acknowledge(reply, request.delivery);
          },
        });
      });
    await app.ready();
    return app.routing;
  },
  Hono: (routes) => {
    const app = new Hono();
    for (const { path, options, handle } of routes) app.all(path, onHono.webhook(options, handle));
    return getRequestListener(app.fetch);
  },
  "Hono, without a Node request": (routes) => {
    const app = new Hono();
    for (const { path, options, handle } of routes) app.all(path, onHono.webhook(options, handle));
    return getRequestListener((request) => app.fetch(request, {}));
  },
  "node:http": (routes) => {
    const byPath = new Map(routes.map(({ path, options, handle }) => [path, onNode.webhook(options, handle)]));
    return (req, res) => byPath.get(req.url.split("?")[0])(req, res);
  },
  fetch: (routes) => {
    const byPath = new Map(routes.map(({ path, options, handle }) => [path, onFetch.webhook(options, handle)]));
    return getRequestListener((request) => byPath.get(new URL(request.url).pathname)(request));
  },
  "Lambda, format 2.0": (routes) =>
    overLambda(routes, (req, url) => ({
      version: "2.0",
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers: req.headers,
      requestContext: { http: { method: req.method, path: url.pathname } },
    })),
  "Lambda, format 1.0": (routes) =>
    overLambda(routes, (req, url) => ({
      httpMethod: req.method,
      path: url.pathname,
      headers: req.headers,
      multiValueHeaders: Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, [value]])),
      queryStringParameters: url.search === "" ? null : Object.fromEntries(url.searchParams),
      multiValueQueryStringParameters:
        url.search === ""
          ? null
          : Object.fromEntries(
              [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)]),
            ),
    })),
};

/** Returns a gateway that makes an event of each request, as AWS does. */
function overLambda(routes, eventOf) {
  const byPath = new Map(routes.map(({ path, options, handle }) => [path, onLambda.webhook(options, handle)]));
  return async (req, res) => {
    const body = Buffer.concat(await req.toArray());
    const url = new URL(req.url, "http://gateway.invalid");
    const given = { ...eventOf(req, url), body: body.toString("base64"), isBase64Encoded: true };
    const response = await byPath.get(url.pathname)(given, {});
    res.writeHead(response.statusCode, response.headers);
    res.end(req.method === "HEAD" ? undefined : response.body);
  };
}

/** Serves every scheme at a path with its name. Schemes with the option `challenge` are also served without the option. */
async function withApp(mount, use) {
  const seen = { deliveries: [], verified: [], refused: [] };
  const optionsOf = (name, given) => ({
    scheme: CHALLENGED[name],
    secret: SECRET,
    onVerified: (delivery) => void seen.verified.push(delivery),
    onRefused: (error) => void seen.refused.push(error),
    ...given,
  });
  const handle = (delivery) => void seen.deliveries.push(delivery);
  const routes = Object.keys(CHALLENGED).flatMap((name) => [
    { path: `/${name}`, options: optionsOf(name, name in OPTION ? { challenge: OPTION[name] } : {}), handle },
    { path: `/${name}/off`, options: optionsOf(name, {}), handle },
  ]);
  routes.push({
    path: "/whatsapp/late",
    options: optionsOf("whatsapp", { challenge: async () => VERIFY_TOKEN }),
    handle,
  });
  const app = await mount(routes);
  await serving(app, (port) => use(port, seen));
}

const take = (list) => list.splice(0);

for (const [name, mount] of Object.entries(MOUNTS)) {
  test(`${name}: a signed challenge gets its response, and no handler and no hook sees it`, () =>
    withApp(mount, async (port, seen) => {
      for (const [scheme, { token, request, type, body }] of Object.entries(SIGNED)) {
        const response = await send(port, { path: `/${scheme}`, ...request(token) });
        assert.deepEqual([response.status, response.body], [200, body(token)], scheme);
        assert.equal(response.headers["content-type"], type);
        assert.equal(response.headers["x-content-type-options"], "nosniff");
        assert.deepEqual([seen.deliveries, seen.verified, seen.refused], [[], [], []], scheme);
        // Any other delivery of the scheme is an event, whatever members its body has.
        assert.ok((await send(port, { path: `/${scheme}`, ...event(scheme) })).status < 300);
        assert.equal(take(seen.deliveries).length, 1);
        assert.equal(take(seen.verified).length, 1);
      }
    }));

  test(`${name}: a signed challenge that is forged, or whose token cannot be sent back, is refused in the usual words`, () =>
    withApp(mount, async (port, seen) => {
      for (const [scheme, { token, request }] of Object.entries(SIGNED)) {
        const forged = await send(port, { path: `/${scheme}`, ...request(token, { secret: "another" }) });
        assert.deepEqual([forged.status, forged.body], [401, "invalid signature"]);
        assert.deepEqual(
          take(seen.refused).map(({ code }) => code),
          ["signature_mismatch"],
        );
        const { "content-type": _, ...headers } = request(token).headers;
        const unsigned = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.includes("signature")));
        const none = await send(port, { path: `/${scheme}`, ...request(token), headers: unsigned });
        assert.deepEqual([none.status, none.body], [401, "invalid signature"]);
        assert.deepEqual(
          take(seen.refused).map(({ code }) => code),
          ["missing_header"],
        );
        for (const [what, bad] of Object.entries(BAD_TOKENS)) {
          if (what === "half a character") continue;
          const response = await send(port, { path: `/${scheme}`, ...request(decodeURIComponent(bad)) });
          assert.deepEqual([response.status, response.body], [401, "invalid signature"], what);
          const [{ code, reason, message }] = take(seen.refused);
          assert.deepEqual([code, reason], ["invalid_challenge", "token"]);
          assert.match(message, /^The challenge has no valid token/);
        }
      }
      assert.deepEqual([seen.deliveries, seen.verified], [[], []]);
    }));

  test(`${name}: an unsigned challenge gets its response with the option alone`, () =>
    withApp(mount, async (port, seen) => {
      for (const [scheme, { token, request, type, body }] of Object.entries(UNSIGNED)) {
        const response = await send(port, request(`/${scheme}`, token));
        assert.deepEqual([response.status, response.body], [200, body(token)], scheme);
        assert.equal(response.headers["content-type"], type);
        assert.equal(response.headers["x-content-type-options"], "nosniff");
        assert.equal(response.headers["set-cookie"], undefined);
        const off = await send(port, request(`/${scheme}/off`, token));
        assert.ok(off.status === 405 || off.status === 401, `${off.status}`);
        assert.equal(off.body.includes(token) && token !== "", false);
        const event = { path: `/${scheme}`, ...signed(scheme, { a: 1 }) };
        assert.equal((await send(port, event)).status, 200);
        assert.equal(take(seen.deliveries).length, 1);
      }
    }));

  test(`${name}: an unsigned challenge that is none, or is not the operator's, is refused in the usual words`, () =>
    withApp(mount, async (port, seen) => {
      const refused = async (request, reason) => {
        const response = await send(port, request);
        assert.deepEqual([response.status, response.body], [401, "invalid signature"], request.path);
        const errors = take(seen.refused).map(({ code, reason }) => [code, reason]);
        assert.deepEqual(errors, [["invalid_challenge", reason]], request.path);
      };
      const get = (path) => ({ method: "GET", path });
      for (const bad of Object.values(BAD_TOKENS)) {
        await refused(get(`/x?crc_token=${bad}`), "token");
        await refused(get(`/dropbox?challenge=${bad}`), "token");
        const verify = `hub.verify_token=${encodeURIComponent(VERIFY_TOKEN)}`;
        await refused(get(`/whatsapp?hub.mode=subscribe&${verify}&hub.challenge=${bad}`), "token");
      }
      await refused(get("/x?crc_token=abc&crc_token=def"), "token");
      await refused(get("/dropbox?Challenge=abc"), "token");
      const { request } = UNSIGNED.whatsapp;
      for (const wrong of ["", "a", VERIFY_TOKEN.slice(1), `${VERIFY_TOKEN} `, VERIFY_TOKEN.toUpperCase()])
        await refused(request("/whatsapp", "123", wrong), "verify_token");
      const { path } = request("/whatsapp", "123");
      await refused(get(path.replace("subscribe", "unsubscribe")), "condition");
      await refused(get(`${path}&hub.mode=subscribe`), "condition");
      await refused(get(`${path}&hub.verify_token=x`), "verify_token");
      assert.equal((await send(port, request("/whatsapp/late", "123"))).body, "123");
      await refused(request("/whatsapp/late", "123", "wrong"), "verify_token");
      assert.deepEqual([seen.deliveries, seen.verified], [[], []]);
    }));

  test(`${name}: the other methods are as they are without a challenge`, () =>
    withApp(mount, async (port, seen) => {
      for (const [scheme, method] of [
        ["trello", "GET"],
        ["x", "HEAD"],
        ["slack", "GET"],
        ["x/off", "GET"],
      ]) {
        const { status } = await send(port, { method, path: `/${scheme}?crc_token=abc&challenge=abc` });
        assert.ok(status === 405 || status === 401, `${scheme} ${method} ${status}`);
      }
      assert.deepEqual([seen.deliveries, seen.verified], [[], []]);
    }));

  test(`${name}: a provider that takes no body gets none, neither with the acknowledgement nor with a refusal`, () =>
    withApp(mount, async (port, seen) => {
      const body = { events: [], lastEventSequence: 0, firstEventSequence: 0, entropy: "S0m3r4Nd0mt3xt" };
      const genuine = await send(port, { path: "/xero", ...signed("xero", body) });
      assert.deepEqual([genuine.status, genuine.body], [200, ""]);
      const forged = await send(port, { path: "/xero", ...signed("xero", body, { secret: "another" }) });
      assert.deepEqual([forged.status, forged.body], [401, ""]);
      const long = await send(port, { path: "/xero", ...signed("xero", "x".repeat(2 ** 20 + 1)) });
      assert.deepEqual([long.status, long.body], [413, ""]);
      assert.equal(seen.deliveries.length, 1);
      // An empty acknowledgement that is not exact, and one whose status has no body.
      const slack = await send(port, { path: "/slack", ...event("slack") });
      assert.deepEqual([slack.status, slack.body], [200, ""]);
      const twitch = await send(port, { path: "/twitch", ...event("twitch") });
      assert.deepEqual([twitch.status, twitch.body, twitch.headers["content-length"]], [204, "", undefined]);
      assert.equal(
        (await send(port, { path: "/slack", ...event("slack", { secret: "no" }) })).body,
        "invalid signature",
      );
    }));
}

test("fetch and Lambda say which methods a webhook with a challenge takes", async () => {
  const options = { scheme: CHALLENGED.dropbox, secret: SECRET, challenge: true };
  const put = new Request("https://app.example/hook", { method: "PUT", body: "{}" });
  assert.equal((await onFetch.webhook(options, () => {})(put)).headers.get("allow"), "GET, POST");
  assert.equal(
    (await onLambda.webhook(options, () => {})({ httpMethod: "PUT", body: "{}" })).headers.allow,
    "GET, POST",
  );
  await serving(
    onNode.webhook({ ...options, scheme: CHALLENGED.trello }, () => {}),
    async (port) => {
      assert.equal((await send(port, { method: "PUT" })).headers.allow, "HEAD, POST");
    },
  );
  assert.equal((await onFetch.webhook({ ...options, challenge: false }, () => {})(put)).headers.get("allow"), "POST");
});

test("no response to a challenge is the signature of a delivery that is verified", async () => {
  // A number and a word are JSON, but could also be tokens.
  const tokens = ["123", "true", "null", "abc", "-1", "1e9", "x".repeat(128)];
  const x = verifierOf("x");
  for (const token of tokens) {
    const { response } = x.checkChallenge({ method: "GET", query: `crc_token=${token}` });
    const { response_token: signature } = JSON.parse(response.body);
    assert.equal(signature, `sha256=${hmac(token, "base64")}`);
    const headers = { "x-twitter-webhooks-signature": signature };
    for (const body of [token, Buffer.from(token)])
      assert.equal(x.check({ headers, body }).code, "signature_mismatch", token);
  }
  // A body that is not a token is verified as usual, short or long.
  for (const body of ["{}", '{"a":1}', "[1]", "x".repeat(129), `"${"x".repeat(5000)}"`, " 123"])
    assert.equal(x.check(signed("x", body)).ok, true, body);
  // An empty body is not an event either.
  assert.equal(x.check(signed("x", "")).ok, true);

  // Zoom signs its challenges, so nobody else can choose the token. The content that it signs contains colons.
  const zoom = verifierOf("zoom");
  for (const token of [...tokens, "v0-1709064000-abc"]) {
    const { delivery } = zoom.check(SIGNED.zoom.request(token));
    const { encryptedToken } = JSON.parse(delivery.challenge.body);
    for (const body of [token, "", "{}"])
      for (const time of [token, "1709064000", ""]) {
        const headers = { "x-zm-signature": `v0=${encryptedToken}`, "x-zm-request-timestamp": time };
        assert.equal(zoom.check({ headers, body, now: 1_709_064_000_000 }).ok, false);
      }
  }
});

test("a challenge is what the verified bytes say, and of no other scheme", () => {
  const slack = verifierOf("slack");
  const { token, request } = SIGNED.slack;
  assert.equal(slack.check(request(token)).delivery.challenge.body, token);
  assert.equal(slack.check(event("slack")).delivery.challenge, undefined);
  for (const json of [{ type: ["url_verification"] }, [], "x", null, 1, { Type: "url_verification" }, { toString: 1 }])
    assert.equal(slack.check(signed("slack", json ?? "null")).delivery?.challenge, undefined);
  for (const body of ["url_verification", "\xff", "{"])
    assert.equal(slack.check(signed("slack", body)).delivery.challenge, undefined);
  assert.equal(
    slack.check(signed("slack", { type: "url_verification", challenge: { a: 1 } })).code,
    "invalid_challenge",
  );
  // A scheme without a challenge treats such a delivery as an event.
  const plain = new Verifier({ scheme: { ...CHALLENGED.slack, challenge: undefined }, secret: SECRET });
  assert.equal(plain.check(request(token)).delivery.challenge, undefined);
  assert.equal(plain.checkChallenge({ method: "GET", query: "challenge=abc" }), undefined);
  // A member that an object inherits from its prototype is not a member of the body.
  const deep = {
    ...CHALLENGED.slack,
    challenge: { ...CHALLENGED.slack.challenge, token: { body: "constructor.name" } },
  };
  const inherited = new Verifier({ scheme: deep, secret: SECRET });
  assert.equal(inherited.check(signed("slack", { type: "url_verification" })).code, "invalid_challenge");
});

test("a challenge is found however its JSON is written, and a delivery that has its words elsewhere is none", () => {
  const verifier = new Verifier({ scheme: "slack", secret: "s3cret" });
  const verify = (body) => verifier.verify(verifier.sign({ body })).challenge?.body;
  for (const type of ["url_verification", "url\\u005fverification", "\\u0075rl_verification"])
    assert.equal(verify(`{"token":"t","challenge":"3eZbrw1aB10","type":"${type}"}`), "3eZbrw1aB10", type);
  for (const body of [
    '{"type":"event_callback","event":{"text":"url_verification"}}',
    '{"type":"event_callback","event":{"text":"a\\/b \\u00e9"}}',
    '{"type":"event_callback"}',
    "url_verification",
    "",
  ])
    assert.equal(verify(body), undefined, body);
  const { slack } = schemes;
  const custom = {
    ...slack,
    id: "acme",
    challenge: { ...slack.challenge, when: { body: "type", is: 'say "hello"/é' } },
  };
  const acme = new Verifier({ scheme: custom, secret: "secret" });
  for (const type of ['say \\"hello\\"/é', 'say \\"hello\\"\\/\\u00e9'])
    assert.equal(acme.verify(acme.sign({ body: `{"challenge":"abc","type":"${type}"}` })).challenge?.body, "abc", type);
});

test("a delivery that is no challenge is not parsed to see that", () => {
  const verifier = new Verifier({ scheme: "slack", secret: "s3cret" });
  const sent = verifier.sign({ body: '{"type":"event_callback","event_id":"Ev1"}' });
  const { parse } = JSON;
  let parsed = 0;
  JSON.parse = (...args) => {
    parsed += 1;
    return parse(...args);
  };
  try {
    assert.equal(verifier.check(sent).ok, true);
  } finally {
    JSON.parse = parse;
  }
  assert.equal(parsed, 0);
  assert.equal(verifier.verify(sent).deliveryId, "Ev1");
});

test("the MAC of a response is that of the newest secret", () => {
  const rotated = new Verifier({ scheme: CHALLENGED.zoom, secrets: ["newest", SECRET] });
  const { token, request } = SIGNED.zoom;
  const { delivery } = rotated.check(request(token));
  assert.equal(delivery.secretIndex, 1);
  assert.equal(JSON.parse(delivery.challenge.body).encryptedToken, hmac(token, "hex", "newest"));
});

test("the option challenge is what the scheme needs, or a ConfigError that says what to write", () => {
  const refused = (scheme, challenge, message) =>
    assert.throws(
      () => onFetch.webhook({ scheme, secret: SECRET, challenge }, () => {}),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.deepEqual([error.code, error.option], ["invalid_option", "challenge"]);
        assert.match(error.message, message);
        assert.equal(error.message.includes("s3cr3t"), false);
        return true;
      },
    );
  refused("gilbert", true, /^Scheme gilbert: Gilbert sends no challenge\. Omit the option challenge\.$/);
  refused(CHALLENGED.slack, true, /signs its challenges/);
  refused(CHALLENGED.x, "s3cr3t", /Set the option challenge to true/);
  refused(CHALLENGED.x, 1, /Set the option challenge to true/);
  refused(CHALLENGED.whatsapp, true, /must be the verify token/);
  refused(CHALLENGED.whatsapp, 1, /must be the verify token/);
  refused(CHALLENGED.whatsapp, "", /is empty. If it comes from an environment variable/);
  refused(CHALLENGED.whatsapp, undefined, /is undefined. If it comes from an environment variable/);
  const verifier = verifierOf("whatsapp");
  assert.throws(() => onFetch.webhook({ verifier, challenge: true }, () => {}), /must be the verify token/);
  for (const [name, challenge] of Object.entries(OPTION)) {
    onFetch.webhook({ scheme: CHALLENGED[name], secret: SECRET, challenge }, () => {});
    onFetch.webhook({ verifier: verifierOf(name), challenge }, () => {});
    onFetch.webhook({ scheme: CHALLENGED[name], secret: SECRET, challenge: false }, () => {});
    onFetch.webhook({ scheme: CHALLENGED[name], secret: () => SECRET, challenge }, () => {});
  }
});

test("a function without a verify token is an error of the app, and responds to nothing", async () => {
  for (const none of [undefined, "", 1]) {
    const handler = onFetch.webhook({ scheme: CHALLENGED.whatsapp, secret: SECRET, challenge: () => none }, () => {});
    const { path } = UNSIGNED.whatsapp.request("/hook", "123", "");
    await assert.rejects(
      handler(new Request(`https://app.example${path}`)),
      /The option challenge is .*\(GET \/hook\)$/,
    );
  }
});

test("the built-in schemes have these challenges, and the same acknowledgements without a body", () => {
  for (const [name, { challenge }] of Object.entries(CHALLENGED)) {
    if (challenge !== undefined) assert.deepEqual(schemes[name].challenge, verifierOf(name).scheme.challenge, name);
  }
  const { body, exact } = schemes.xero.ack;
  assert.deepEqual([body, exact, schemes.slack.ack.body], ["", true, ""]);
});
