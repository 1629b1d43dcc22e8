// Challenges in the Worker: which of them get a response, and which are refused. None of them reaches the origin.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  BAD_TOKENS,
  CHALLENGED,
  event,
  hmac,
  SECRET,
  SIGNED,
  signed,
  UNSIGNED,
  VERIFY_TOKEN,
} from "../../test-support/challenges.js";
import { NOW, startOrigin, startWorker } from "../../test-support/worker.js";

const OPTION = { x: true, whatsapp: "META_VERIFY_TOKEN", dropbox: true, trello: true };
const AT = { seconds: NOW };

let origin;
let worker;

before(async () => {
  origin = await startOrigin();
  const route = (path, name, more) => ({
    path,
    scheme: CHALLENGED[name],
    secrets: ["SECRET"],
    origin: origin.url,
    ...more,
  });
  worker = await startWorker({
    ROUTES: Object.keys(CHALLENGED).flatMap((name) => [
      route(`/${name}`, name, name in OPTION ? { challenge: OPTION[name] } : {}),
      route(`/${name}/off`, name, name in OPTION ? { challenge: false } : {}),
    ]),
    SECRET,
    META_VERIFY_TOKEN: VERIFY_TOKEN,
  });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

/** Sends a request, with its headers as pairs. */
const send = ({ headers = {}, ...request }) => worker.send({ headers: Object.entries(headers), ...request });

const header = ({ headers }, name) => headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

async function refuse(request, code, status = 401, text = "invalid signature") {
  const response = await send(request);
  assert.deepEqual([response.status, response.body.toString(), response.log.code], [status, text, code], request.path);
  assert.equal(response.log.challenge, undefined);
  assert.deepEqual(origin.take(), []);
  return response;
}

test("a signed challenge gets its response, and never reaches the origin", async () => {
  for (const [name, { token, request, type, body }] of Object.entries(SIGNED)) {
    const response = await send({ path: `/${name}`, ...request(token, AT) });
    assert.deepEqual([response.status, response.body.toString()], [200, body(token)], name);
    assert.deepEqual(header(response, "content-type"), [type]);
    assert.deepEqual(header(response, "x-content-type-options"), ["nosniff"]);
    const { level, challenge, scheme, status } = response.log;
    assert.deepEqual([level, challenge, scheme, status], ["info", true, CHALLENGED[name].id, 200]);
    assert.equal(JSON.stringify(response.log).includes(token), false);
    assert.deepEqual(origin.take(), []);
    const other = await send({ path: `/${name}`, ...event(name, AT) });
    assert.deepEqual([other.status, other.log.challenge], [200, undefined]);
    assert.equal(origin.take().length, 1);
  }
});

test("the header that tells a challenge crosses to the origin with every other delivery", async () => {
  const type = "twitch-eventsub-message-type";
  await send({ path: "/twitch", ...event("twitch", { ...AT, more: { [type]: "notification" } }) });
  const [{ headers }] = origin.take();
  assert.equal(new Map(headers.map(([name, value]) => [name.toLowerCase(), value])).get(type), "notification");
});

test("a signed challenge that is forged, or whose token cannot be sent back, is refused in the usual words", async () => {
  for (const [name, { token, request }] of Object.entries(SIGNED)) {
    await refuse({ path: `/${name}`, ...request(token, { ...AT, secret: "another" }) }, "signature_mismatch");
    for (const [what, bad] of Object.entries(BAD_TOKENS)) {
      if (what === "half a character") continue;
      const { log } = await refuse({ path: `/${name}`, ...request(decodeURIComponent(bad), AT) }, "invalid_challenge");
      assert.deepEqual([log.reason, log.level], ["token", "warn"]);
    }
  }
});

test("an unsigned challenge gets its response where the route asks for that", async () => {
  for (const [name, { token, request, type, body }] of Object.entries(UNSIGNED)) {
    const response = await send(request(`/${name}`, token));
    assert.deepEqual([response.status, response.body.toString()], [200, body(token)], name);
    assert.deepEqual(header(response, "content-type"), [type]);
    assert.deepEqual(header(response, "x-content-type-options"), ["nosniff"]);
    assert.deepEqual([response.log.challenge, response.log.level], [true, "info"]);
    const off = await send(request(`/${name}/off`, token));
    assert.deepEqual([off.status, header(off, "allow"), off.log.code], [405, ["POST"], "method_not_allowed"]);
    assert.equal((await send({ path: `/${name}`, ...signed(name, { a: 1 }, AT) })).status, 200);
    assert.equal(origin.take().length, 1);
  }
});

test("an unsigned challenge that is none, or is not the operator's, is refused in the usual words", async () => {
  const get = (path) => ({ method: "GET", path });
  const refused = async (request, reason) => {
    const { log } = await refuse(request, "invalid_challenge");
    assert.equal(log.reason, reason);
    assert.equal(JSON.stringify(log).includes("verify token &"), false);
  };
  for (const bad of Object.values(BAD_TOKENS)) {
    await refused(get(`/x?crc_token=${bad}`), "token");
    await refused(get(`/dropbox?challenge=${bad}`), "token");
  }
  await refused(get("/x?crc_token=abc&crc_token=def"), "token");
  await refused(get("/x"), "token");
  const { request } = UNSIGNED.whatsapp;
  for (const wrong of ["", "a", VERIFY_TOKEN.slice(1), "META_VERIFY_TOKEN"])
    await refused(request("/whatsapp", "123", wrong), "verify_token");
  const { path } = request("/whatsapp", "123");
  await refused(get(path.replace("subscribe", "unsubscribe")), "condition");
  await refused(get(`${path}&hub.mode=subscribe`), "condition");
});

test("other methods are refused, and the response says which are accepted", async () => {
  for (const [path, method, allow] of [
    ["/x?crc_token=abc", "HEAD", "GET, POST"],
    ["/x?crc_token=abc", "PUT", "GET, POST"],
    ["/trello", "GET", "HEAD, POST"],
    ["/slack", "GET", "POST"],
  ]) {
    const response = await send({ method, path });
    assert.deepEqual([response.status, header(response, "allow")], [405, [allow]], `${method} ${path}`);
  }
  assert.deepEqual(origin.take(), []);
});

test("the response to a challenge is no signature of a delivery", async () => {
  for (const token of ["123", "true", "abc"]) {
    const { body } = await send({ method: "GET", path: `/x?crc_token=${token}` });
    const { response_token: signature } = JSON.parse(body);
    assert.equal(signature, `sha256=${hmac(token, "base64")}`);
    const forged = { path: "/x", headers: { "x-twitter-webhooks-signature": signature }, body: Buffer.from(token) };
    await refuse(forged, "signature_mismatch");
  }
});

test("a provider that takes no body gets none", async () => {
  const body = { events: [], lastEventSequence: 0, firstEventSequence: 0, entropy: "S0m3r4Nd0mt3xt" };
  const genuine = await send({ path: "/xero", ...signed("xero", body, AT) });
  assert.deepEqual([genuine.status, genuine.body.length], [200, 0]);
  assert.equal(origin.take().length, 1);
  await refuse({ path: "/xero", ...signed("xero", body, { ...AT, secret: "another" }) }, "signature_mismatch", 401, "");
  const long = "x".repeat(2 ** 20 + 1);
  await refuse({ path: "/xero", ...signed("xero", long, AT) }, "body_too_large", 413, "");
});

test("a key challenge that its scheme cannot have stops the route, and the log says what to write", async () => {
  const cases = [
    ["gilbert", true, /challenge cannot be used: the provider sends no challenge\. Remove the key\.$/],
    [CHALLENGED.slack, true, /the provider's challenges are signed and require no key\. Remove the key\.$/],
    [CHALLENGED.x, "META_VERIFY_TOKEN", /it must be true: the provider sends no verify token\.$/],
    [CHALLENGED.whatsapp, true, /it must be the name of the secret that contains the verify token\.$/],
    [CHALLENGED.whatsapp, "NOT_SET", /challenge: There is no binding NOT_SET\. Set it [^.]+\.$/],
    [CHALLENGED.whatsapp, "a verify token", /challenge: There is no binding of that name\./],
    [CHALLENGED.whatsapp, 12345678, /challenge: it must be true, false or the name of a secret$/],
    [
      { ...CHALLENGED.x, contentTypes: ["text/plain"] },
      true,
      /challenge cannot be used: \{mac\} could be the signature/,
    ],
  ];
  const ROUTES = cases.map(([scheme, challenge], at) => ({
    path: `/${at}`,
    scheme,
    secrets: ["SECRET"],
    origin: origin.url,
    challenge,
  }));
  const stopped = await startWorker({ ROUTES, SECRET, META_VERIFY_TOKEN: VERIFY_TOKEN });
  try {
    for (const [at, [, , message]] of cases.entries()) {
      const { status, log } = await stopped.send({ path: `/${at}`, headers: [], body: Buffer.from("{}") });
      assert.equal(status, 500);
      assert.match(log.message, message);
      assert.equal(/a verify token|12345678/.test(log.message), false);
      const get = await stopped.send({ method: "GET", path: `/${at}?crc_token=abc`, headers: [] });
      assert.equal(get.status, 405);
    }
  } finally {
    await stopped.stop();
  }
});
