// The bytes and headers of a genuine delivery that the Worker forwards to the origin, and those that it does not
// forward.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Webhook } from "standardwebhooks";

import { dedupeKey } from "../../test-support/dedupe-key.js";
import { AS_SENT, RESERIALIZED, SAMPLE, SCHEMES, secretFor } from "../../test-support/schemes.js";
import { NOW, sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRET = "a secret of the provider";
const ORIGIN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/** SECRET for each scheme: as text, or in the encoding of the scheme's secrets. */
const SECRETS = Object.fromEntries(SAMPLE.map((id) => [id, secretFor(SCHEMES[id], SECRET)]));
const PROVIDER_WHSEC = SECRETS["standard-webhooks"];

let origin;
let worker; // with the edge's own signature
let plain; // without

before(async () => {
  origin = await startOrigin((response) => response.writeHead(202, { "x-origin": "yes" }).end("taken"));
  const route = (scheme, more) => ({
    path: `/${scheme}`,
    scheme,
    secrets: [`SECRET of ${scheme}`],
    origin: `${origin.url}/in?from=config`,
    ...more,
  });
  const ROUTES = [
    ...SAMPLE.map((scheme) => route(scheme)),
    route("grillo", { path: "/grillo-raw-only", reserialize: false }),
  ];
  const bindings = Object.fromEntries(SAMPLE.map((id) => [`SECRET of ${id}`, SECRETS[id]]));
  worker = await startWorker({ ROUTES, ...bindings, ORIGIN_SECRET });
  plain = await startWorker({ ROUTES, ...bindings });
});

after(async () => {
  await worker.stop();
  await plain.stop();
  await origin.stop();
});

/** Sends a delivery that must succeed. Returns the response, and the one request that the origin received. */
async function deliver(to, request) {
  const response = await to.send(request);
  const requests = origin.take();
  assert.equal(response.status, SCHEMES[request.path.slice(1)]?.ack.exact ? 200 : 202, JSON.stringify(response.log));
  assert.equal(requests.length, 1);
  return { ...response, request: requests[0] };
}

/** Sends a request that must be refused, always with the same text, and must not reach the origin. */
async function refuse(request, code) {
  const response = await worker.send(request);
  assert.deepEqual(origin.take(), []);
  assert.equal(response.status, 401);
  assert.equal(response.body.toString(), "invalid signature");
  assert.deepEqual(values(response.headers, "content-type"), ["text/plain; charset=utf-8"]);
  assert.equal(response.log.code, code);
}

for (const scheme of SAMPLE) {
  test(`${scheme}: a genuine delivery crosses, byte for byte, to where the configuration says`, async () => {
    const body = Buffer.from('{ "event" : "é\\u00e9 $& {body}" ,"n":1e3}\r\n');
    const { request, log } = await deliver(worker, {
      path: `/${scheme}`,
      body,
      headers: sign[scheme](SECRETS[scheme], body),
    });
    assert.deepEqual(request.body, body);
    assert.equal(request.method, "POST");
    assert.equal(request.url, "/in?from=config");
    assert.deepEqual(values(request.headers, "x-hookward-scheme"), [scheme]);
    assert.deepEqual(values(request.headers, "content-length"), [String(body.length)]);
    assert.equal(log.reserialized, false);
  });

  test(`${scheme}: one changed byte, and nothing crosses`, async () => {
    const headers = sign[scheme](SECRETS[scheme], '{"amount":1}');
    await refuse({ path: `/${scheme}`, body: '{"amount":2}', headers }, "signature_mismatch");
  });
}

test("bodies that are not text cross as they are", async () => {
  const bodies = [
    "",
    "\0",
    Buffer.from([0xff, 0xfe, 0x00, 0xc3]),
    Buffer.from("\u{feff}{}"),
    Buffer.alloc(300_000, 0xe9),
  ];
  for (const body of bodies.map((body) => Buffer.from(body))) {
    for (const chunked of [false, true]) {
      const { request } = await deliver(worker, {
        path: "/gilbert",
        body,
        chunked,
        headers: sign.gilbert(SECRET, body),
      });
      assert.deepEqual(request.body, body);
    }
  }
});

test("a signature over JSON.stringify: what crosses is what was signed, not what was received", async () => {
  const received = '{ "b": 1.0, "a": "\\u00e9\\/", "n": 1E3, "b": 2 }';
  const signed = JSON.stringify(JSON.parse(received));
  assert.notEqual(received, signed);
  for (const scheme of RESERIALIZED) {
    const digests = ["Content-MD5", "Digest", "Content-Digest", "Repr-Digest", "Content-Encoding"].map((name) => [
      name,
      "identity",
    ]);
    const headers = [...sign[scheme](SECRETS[scheme], signed), ...digests, ["Content-Type", "application/json"]];
    const { request, log } = await deliver(worker, { path: `/${scheme}`, body: received, headers });
    assert.equal(request.body.toString(), signed);
    assert.equal(log.reserialized, true);
    assert.deepEqual(values(request.headers, "content-type"), ["application/json"]);
    for (const [name] of digests) assert.deepEqual(values(request.headers, name.toLowerCase()), [], name);
  }
});

test("a signature over JSON.stringify is refused where the scheme or the route does not allow it", async () => {
  const signed = '{"a":1}';
  for (const scheme of AS_SENT) {
    await refuse(
      { path: `/${scheme}`, body: '{"a": 1}', headers: sign[scheme](SECRETS[scheme], signed) },
      "signature_mismatch",
    );
  }
  await refuse(
    { path: "/grillo-raw-only", body: '{"a": 1}', headers: sign.grillo(SECRET, signed) },
    "signature_mismatch",
  );
});

test("a body that cannot be re-serialized is no match, whatever is wrong with it", async () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  const bodies = [Buffer.from('\u{feff}{"a":1}'), Buffer.from([0x22, 0xff, 0x22]), "{", "", " ", deep, '{"a":1}x'];
  for (const body of bodies)
    await refuse({ path: "/grillo", body, headers: sign.grillo(SECRET, '{"a":1}') }, "signature_mismatch");
});

test("a query crosses neither to the origin nor to the log", async () => {
  const body = "{}";
  const path = "/gilbert?admin=true&url=http://169.254.169.254/";
  const { request, log } = await deliver(worker, { path, body, headers: sign.gilbert(SECRET, body) });
  assert.equal(request.url, "/in?from=config");
  assert.equal(log.path, "/gilbert");
  assert.doesNotMatch(JSON.stringify(log) + JSON.stringify(request.headers), /admin|169/);
});

test("the signature twice, or with another beside it, is refused", async () => {
  const body = "{}";
  const [[name, value]] = sign.gilbert(SECRET, body);
  await refuse(
    {
      path: "/gilbert",
      body,
      headers: [
        [name, value],
        [name, value],
      ],
    },
    "duplicate_header",
  );
  await refuse(
    {
      path: "/gilbert",
      body,
      headers: [
        [name, value],
        [name.toUpperCase(), "0".repeat(64)],
      ],
    },
    "duplicate_header",
  );
  await refuse({ path: "/gilbert", body, headers: [] }, "missing_header");
  await refuse({ path: "/gilbert", body, headers: [[name, `${value}é`]] }, "malformed_header");
});

test("the event and the id cross as they are, or not at all", async () => {
  const long = "x".repeat(257);
  const cases = [
    { event: "call.completed", event_id: "evt_1" },
    { event: "call completed", event_id: "x".repeat(256) },
    { event: "a\r\nx-injected: 1", event_id: "a\nb" },
    { event: "événement", event_id: "\u0000" },
    { event: long, event_id: long },
    { event: " padded", event_id: "padded " },
    { event: "", event_id: 7 },
    { event: null, event_id: ["a"] },
    {},
  ];
  const expected = [
    ["call.completed", "evt_1"],
    ["call completed", "x".repeat(256)],
    ...Array(7).fill([undefined, undefined]),
  ];
  for (const [at, content] of cases.entries()) {
    const body = JSON.stringify(content);
    const { request, log } = await deliver(worker, { path: "/gilbert", body, headers: sign.gilbert(SECRET, body) });
    const [event, id] = ["x-hookward-event", "x-hookward-delivery"].map((name) => values(request.headers, name)[0]);
    assert.deepEqual([event, id], expected[at], body);
    assert.deepEqual(values(request.headers, "x-injected"), []);
    // The log contains it nevertheless, escaped and truncated.
    const text = (value) => (typeof value === "string" ? value.slice(0, 256) : null);
    assert.deepEqual([log.event, log.delivery], [text(content.event), text(content.event_id)]);
  }
});

test("an origin verifies every provider's deliveries as Standard Webhooks", async (t) => {
  const library = new Webhook(ORIGIN_SECRET);
  // The library reads the clock, and has no option to set the time.
  t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
  for (const scheme of SAMPLE) {
    const body = JSON.stringify({ event: "é", Type: "x" });
    const { request } = await deliver(worker, {
      path: `/${scheme}`,
      body,
      headers: sign[scheme](SECRETS[scheme], body),
    });
    assert.deepEqual(library.verify(request.body, Object.fromEntries(request.headers)), JSON.parse(body));
    const forged = { ...Object.fromEntries(request.headers), "webhook-id": "another" };
    assert.throws(() => library.verify(request.body, forged), /signature/i);
  }
});

test("while the edge's own secret rotates, a delivery has a signature under each, the newest first", async (t) => {
  const PREVIOUS = `whsec_${Buffer.from("what the origin still has......").toString("base64")}`;
  const rotating = await startWorker({
    ROUTES: [{ path: "/gilbert", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url }],
    SECRET,
    ORIGIN_SECRET,
    ORIGIN_SECRET_PREVIOUS: PREVIOUS,
  });
  try {
    const body = '{"event":"x"}';
    const { request } = await deliver(rotating, { path: "/gilbert", body, headers: sign.gilbert(SECRET, body) });
    const headers = Object.fromEntries(request.headers);
    // The library reads the clock, and has no option to set the time.
    t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
    for (const secret of [ORIGIN_SECRET, PREVIOUS]) assert.ok(new Webhook(secret).verify(request.body, headers));
    const [newest, previous, ...more] = headers["webhook-signature"].split(" ");
    assert.deepEqual(more, []);
    assert.ok(new Webhook(ORIGIN_SECRET).verify(request.body, { ...headers, "webhook-signature": newest }));
    assert.ok(new Webhook(PREVIOUS).verify(request.body, { ...headers, "webhook-signature": previous }));
  } finally {
    t.mock.timers.reset();
    await rotating.stop();
  }
});

test("the edge signs the bytes that cross, also when they are the re-serialized body", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
  const signed = '{"a":1}';
  const { request } = await deliver(worker, {
    path: "/grillo",
    body: '{ "a": 1 }',
    headers: sign.grillo(SECRET, signed),
  });
  assert.deepEqual(new Webhook(ORIGIN_SECRET).verify(request.body, Object.fromEntries(request.headers)), { a: 1 });
});

test("webhook-id is the provider's id where it is signed, and the dedupe key elsewhere", async () => {
  const id = async (scheme, body, more = []) => {
    const { request } = await deliver(worker, {
      path: `/${scheme}`,
      body,
      headers: [...sign[scheme](SECRETS[scheme], body), ...more],
    });
    return values(request.headers, "webhook-id")[0];
  };
  const key = (scheme, kind, value) => `msg_${dedupeKey(`/${scheme}`, scheme, kind, value)}`;
  assert.equal(await id("gilbert", '{"event_id":"evt_01HV9R2X"}'), "evt_01HV9R2X");
  assert.equal(await id("gabinete360", '{"id":"b0a6"}'), "b0a6");
  // The boundary between such an id and the timestamp after it could move, or a header cannot contain the id.
  for (const bad of ["a.1709064000", "é", "a b", "x".repeat(257)]) {
    const body = JSON.stringify({ event_id: bad });
    assert.equal(await id("gilbert", body), key("gilbert", "id", bad));
  }
  for (const none of ['{"event_id":""}', "{}"]) assert.equal(await id("gilbert", none), key("gilbert", "body", none));
  // Half a surrogate pair is not a character. In UTF-8, all of them would be the same id.
  for (const half of ['{"event_id":"\\ud800"}', '{"event_id":"\\udc00"}', '{"event_id":"a\\udc00\\ud800"}']) {
    assert.equal(await id("gilbert", half), key("gilbert", "body", half));
  }
  assert.equal(await id("gilbert", '{"event_id":"\\ud83d\\ude00"}'), key("gilbert", "id", "😀"));
  // An attacker who replays a delivery can change the id in an unsigned header, but the key stays the same.
  const body = '{"type":"sensor.online"}';
  assert.equal(await id("grillo", body, [["X-Grillo-Delivery", "one"]]), key("grillo", "body", body));
  assert.equal(await id("grillo", body, [["X-Grillo-Delivery", "two"]]), key("grillo", "body", body));
  assert.equal(await id("inboundflow", body, [["X-InboundFlow-Delivery-Id", "one"]]), key("inboundflow", "body", body));
  assert.equal(await id("smarterbot", body), key("smarterbot", "body", body));
});

test("a Standard Webhooks provider: its own signature is checked here, and the origin sees the edge's", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
  const body = '{"type":"user.created"}';
  const signedRequest = {
    path: "/standard-webhooks",
    body,
    headers: sign["standard-webhooks"](PROVIDER_WHSEC, body, NOW - 200, "msg_1"),
  };
  const { request } = await deliver(worker, signedRequest);
  const headers = Object.fromEntries(request.headers);
  assert.deepEqual([headers["webhook-id"], headers["webhook-timestamp"]], ["msg_1", String(NOW)]);
  assert.deepEqual([headers["x-hookward-event"], headers["x-hookward-delivery"]], ["user.created", "msg_1"]);
  assert.ok(new Webhook(ORIGIN_SECRET).verify(request.body, headers));
  assert.throws(() => new Webhook(PROVIDER_WHSEC).verify(request.body, headers));

  // Without a secret for the origin, the request has no edge signature and no other signature.
  const unsigned = Object.fromEntries((await deliver(plain, signedRequest)).request.headers);
  assert.deepEqual(
    [unsigned["webhook-id"], unsigned["webhook-signature"], unsigned["x-hookward-delivery"]],
    [undefined, undefined, "msg_1"],
  );
});
