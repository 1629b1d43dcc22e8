// Schemes that sign the URL, the method, a form or a time in the body, in every adapter. The URL is formed from the option and the request's own
// path, never from a header. test-support/sign.js signs, without hookward.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { ConfigError, Verifier } from "hookward";
import { webhook as onFetch } from "hookward/fetch";
import { webhook as onLambda } from "hookward/lambda";
import { webhook as onNode } from "hookward/node";

import { mounts } from "../../test-support/frameworks.js";
import { send, serving } from "../../test-support/http.js";
import { rest } from "../../test-support/lambda-events.js";
import { SCHEMES, SECRETS } from "../../test-support/schemes.js";
import { signatureHeaders } from "../../test-support/sign.js";

const ORIGIN = "https://api.example.com";
const FORM = Buffer.from("CallSid=CA1&From=%2B14158675310&To=%2B18005551212&Digits=12+34&Empty=");
const JSON_BODY = Buffer.from('{"type":"payment.created","amount":10}');

/** A delivery of each scheme that signs more than headers and a body. */
const CASES = [
  { id: "square", body: JSON_BODY },
  { id: "hubspot-v3", body: JSON_BODY },
  { id: "trello", body: JSON_BODY },
  { id: "twilio-form", body: FORM, type: "application/x-www-form-urlencoded" },
  { id: "mandrill", body: Buffer.from("mandrill_events=%5B%7B%7D%5D"), type: "application/x-www-form-urlencoded" },
  { id: "twilio-json", body: JSON_BODY, query: `bodySHA256=${createHash("sha256").update(JSON_BODY).digest("hex")}` },
];

function deliveryTo({ id, body, type = "application/json" }, url, given = {}) {
  const seconds = Math.floor(Date.now() / 1000);
  const { secret = SECRETS[id], signed = body } = given;
  const headers = signatureHeaders(SCHEMES[id], {
    secret,
    body: signed,
    seconds,
    url,
    deliveryId: "dlv_1",
    event: "e",
  });
  return { headers: { "Content-Type": type, ...headers }, body };
}

const targetOf = ({ id, query }) => `/hooks/${id}?${query ? `${query}&` : ""}tenant=a%2Fb`;
const optionsOf = ({ id }) => ({ scheme: id, secret: SECRETS[id], url: ORIGIN });

for (const [name, mount] of Object.entries(mounts)) {
  test(`${name}: the url is the option's origin with the path and the query as they came`, async () => {
    const errors = [];
    const routes = CASES.map((one) => ({
      path: `/hooks/${one.id}`,
      options: optionsOf(one),
      handler: (_, acknowledge) => acknowledge(),
    }));
    const app = await mount(routes, { onError: (error) => void errors.push(error), before: () => {} });
    await serving(app, async (port) => {
      for (const one of CASES) {
        const path = targetOf(one);
        const genuine = deliveryTo(one, `${ORIGIN}${path}`);
        assert.equal((await send(port, { path, ...genuine })).status, SCHEMES[one.id].ack.status, one.id);
        // A sender that signed for another host cannot change this host with a header.
        const foreign = deliveryTo(one, `https://evil.example${path}`);
        const claims = { Host: "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" };
        const forged = { path, ...foreign, headers: { ...foreign.headers, ...claims } };
        assert.equal((await send(port, forged)).status, 401, `${one.id}: a Host that the sender chose`);
        // A delivery to one path is not accepted at another.
        const moved = deliveryTo(one, `${ORIGIN}${path}&more=1`);
        assert.equal((await send(port, { path, ...moved })).status, 401, `${one.id}: another query`);
      }
    });
    assert.deepEqual(errors, []);
  });
}

/** The frameworks whose routers also match an absolute URL. */
const ROUTED = Object.entries(mounts).filter(([name]) => /Express|Fastify|Koa|Hono/.test(name));
const onNodeAlone = (routes, { onError }) => {
  const handles = routes.map(({ path, options, handler }) => [
    path,
    onNode({ ...options, onError }, (delivery, _req, res) => handler(delivery, () => res.end())),
  ]);
  return (req, res) => (handles.find(([path]) => req.url.includes(path)) ?? handles[0])[1](req, res);
};

for (const [name, mount] of [...ROUTED, ["node:http, without a router", onNodeAlone]]) {
  test(`${name}: whatever target a sender names, it is no error of the app, and a whole url counts by its path`, async () => {
    const errors = [];
    const route = (one) => ({ path: `/hooks/${one.id}`, options: optionsOf(one), handler: (_, ack) => ack() });
    const hooks = { onError: (error) => void errors.push(error), before: () => {} };
    const app = await mount(CASES.map(route), hooks);
    await serving(app, async (port) => {
      for (const one of CASES) {
        const path = targetOf(one);
        const genuine = deliveryTo(one, `${ORIGIN}${path}`);
        const foreign = deliveryTo(one, `http://evil.example${path}`);
        const ask = async (path, sent) => (await send(port, { path, ...sent })).status;
        assert.equal(await ask(`http://evil.example${path}`, genuine), SCHEMES[one.id].ack.status, one.id);
        assert.equal(await ask(`http://evil.example${path}`, foreign), 401, one.id);
        for (const target of ["*", "http://evil.example", "HTTP://[::1]?x", `${path}#x`])
          assert.ok((await ask(target, foreign)) < 500, target);
      }
    });
    assert.deepEqual(errors, []);
  });
}

test("fetch: the host of the request's url is the sender's, and the option's counts", async () => {
  for (const one of CASES) {
    const handle = onFetch(optionsOf(one), () => undefined);
    const path = targetOf(one);
    const { headers, body } = deliveryTo(one, `${ORIGIN}${path}`);
    const request = (host) => new Request(`http://${host}${path}`, { method: "POST", headers, body });
    assert.equal((await handle(request("localhost:8787"))).status, SCHEMES[one.id].ack.status, one.id);
    const foreign = deliveryTo(one, `http://localhost:8787${path}`);
    const forged = new Request(`http://localhost:8787${path}`, { method: "POST", ...foreign });
    assert.equal((await handle(forged)).status, 401, one.id);
  }
});

test("lambda: format 2.0 has the query as it came; of format 1.0 the whole url has to be configured", async () => {
  for (const one of CASES) {
    const path = targetOf(one);
    const { headers, body } = deliveryTo(one, `${ORIGIN}${path}`);
    const [rawPath, rawQueryString] = path.split("?");
    const event = { version: "2.0", headers, body: body.toString(), isBase64Encoded: false, rawPath, rawQueryString };
    const handle = onLambda(optionsOf(one), () => undefined);
    assert.equal((await handle(event)).statusCode, SCHEMES[one.id].ack.status, one.id);
    const first = {
      headers,
      body: body.toString(),
      path: rawPath,
      httpMethod: "POST",
      queryStringParameters: { tenant: "a/b" },
    };
    const refusals = [];
    const onRefused = (error) => void refusals.push(error);
    assert.equal((await onLambda({ ...optionsOf(one), onRefused }, () => undefined)(first)).statusCode, 401);
    assert.deepEqual([refusals[0].code, refusals.length], ["invalid_url", 1]);
    assert.match(refusals[0].message, /Pass the URL that is configured at/);
    const whole = onLambda({ ...optionsOf(one), url: `${ORIGIN}${path}` }, () => undefined);
    assert.equal((await whole(first)).statusCode, SCHEMES[one.id].ack.status, one.id);
  }
});

test("lambda: the url behind a stage of a REST API has the stage in it", async () => {
  for (const one of CASES.filter(({ query }) => query === undefined)) {
    const path = "/prod/webhooks/provider";
    const { headers, body } = deliveryTo(one, `${ORIGIN}${path}`);
    const event = rest({ headers: Object.entries(headers), body: Buffer.from(body) });
    assert.deepEqual([event.path, event.requestContext.path], ["/webhooks/provider", path]);
    const handle = onLambda(optionsOf(one), () => undefined);
    assert.equal((await handle(event)).statusCode, SCHEMES[one.id].ack.status, one.id);
    const moved = { ...event, requestContext: { ...event.requestContext, path: "/test/webhooks/provider" } };
    assert.equal((await handle(moved)).statusCode, 401, one.id);
  }
});

test("without the option, a scheme that signs the url is a ConfigError in an adapter", () => {
  for (const { id } of CASES) {
    const build = () => onFetch({ scheme: id, secret: SECRETS[id] }, () => undefined);
    assert.throws(build, (error) => error instanceof ConfigError && error.option === "url" && error.scheme === id);
    const built = () => onFetch(new Verifier({ scheme: id, secret: SECRETS[id] }), () => undefined);
    assert.throws(built, (error) => error instanceof ConfigError && error.option === "url");
  }
  for (const url of ["", "api.example.com", "/hooks", "ftp://x", "https://", 7, null])
    assert.throws(() => new Verifier({ scheme: "square", secret: "s", url }), /The option url/, `${url}`);
});

test("a verifier on its own takes a whole url, or a path for the origin of its option", () => {
  for (const one of CASES) {
    const url = `${ORIGIN}${targetOf(one)}`;
    const { headers, body } = deliveryTo(one, url);
    const bare = new Verifier({ scheme: one.id, secret: SECRETS[one.id] });
    assert.equal(bare.check({ headers, body, url }).ok, true, one.id);
    assert.throws(() => bare.check({ headers, body }), /Pass url/);
    assert.throws(() => bare.check({ headers, body, url: targetOf(one) }), /Pass url/);
    assert.equal(bare.check({ headers, body, url: `${url}#x` }).ok, false);
    const origin = new Verifier({ scheme: one.id, secret: SECRETS[one.id], url: ORIGIN });
    assert.equal(origin.check({ headers, body, url: targetOf(one) }).ok, true);
    assert.equal(origin.check({ headers, body, url }).ok, true, "a whole url counts before the option");
    const whole = new Verifier({ scheme: one.id, secret: SECRETS[one.id], url });
    assert.equal(whole.check({ headers, body }).ok, true);
    assert.equal(whole.check({ headers, body, url: "/elsewhere" }).ok, true, "a path is for an origin alone");
    const signed = whole.sign({ body, deliveryId: "dlv_1" });
    assert.equal(whole.check({ ...signed }).ok, true);
  }
});

test("the fields of a form count, and not how they are written", () => {
  const verifier = new Verifier({ scheme: "twilio-form", secret: SECRETS["twilio-form"], url: `${ORIGIN}/x` });
  const { headers } = deliveryTo({ id: "twilio-form", body: Buffer.from("b=2&a=1&b=2&c=%2B+") }, `${ORIGIN}/x`);
  const check = (body) => verifier.check({ headers, body });
  for (const body of ["a=1&b=2&c=%2B+", "c=%2b%20&b=2&a=1", "&a=1&&b=2&b=2&b=2&c=%2B+&"])
    assert.equal(check(body).ok, true, body);
  for (const body of ["a=1&b=2", "a=1&b=2&c=+", "a=1&b=2&b=3&c=%2B+", ""])
    assert.equal(check(body).code, "signature_mismatch", body);
  const many = Array.from({ length: 257 }, (_, at) => `f${at}=1`).join("&");
  assert.deepEqual([check(many).code, check(many).limit], ["too_many_fields", 256]);
});

test("a time in the body has to be there, in its unit and inside the window", () => {
  const now = Date.now();
  const check = (id, member, given = {}) => {
    const body = Buffer.from(typeof member === "string" ? member : JSON.stringify(member));
    const headers = signatureHeaders(SCHEMES[id], { secret: SECRETS[id], body, seconds: Math.floor(now / 1000) });
    return new Verifier({ scheme: id, secret: SECRETS[id] }).check({ headers, body, now, ...given });
  };
  const linear = check("linear", { webhookTimestamp: now - 1000 });
  assert.equal(linear.delivery.timestamp.getTime(), now - 1000);
  assert.equal(check("linear", { webhookTimestamp: now - 61_000 }).code, "timestamp_too_old");
  assert.equal(check("linear", { webhookTimestamp: now + 61_000 }).code, "timestamp_too_new");
  for (const body of [
    {},
    { webhookTimestamp: null },
    { webhookTimestamp: "soon" },
    { webhookTimestamp: -5 },
    "[]",
    "{",
    "\xff",
  ])
    assert.equal(check("linear", body).code, "malformed_body", JSON.stringify(body));
  const inPlain = (text) => ({ webhookMetadata: { webhookDeliveryAttemptTimestamp: text } });
  assert.equal(check("plain", inPlain(new Date(now).toISOString())).ok, true);
  assert.equal(check("plain", inPlain(new Date(now - 301_000).toISOString())).code, "timestamp_too_old");
  assert.equal(
    check("plain", { "webhookMetadata.webhookDeliveryAttemptTimestamp": new Date(now).toISOString() }).code,
    "malformed_body",
  );
  // No part of a body is parsed before its signature matches.
  const forged = check("linear", {}, { headers: { "linear-signature": "0".repeat(64) } });
  assert.equal(forged.code, "signature_mismatch");
});
