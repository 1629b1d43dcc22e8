// The headers of a genuine delivery that are forwarded to the origin: only those on the list, whatever a sender adds.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { RESERIALIZED, SAMPLE, SCHEMES, secretFor } from "../../test-support/schemes.js";
import { ADDED_HEADERS, sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRET = "a secret of the provider";
const FORM = "application/x-www-form-urlencoded";
const ORIGIN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SECRETS = Object.fromEntries(SAMPLE.map((id) => [id, secretFor(SCHEMES[id], SECRET)]));

/** Headers that proxies, servers and frameworks trust about an address, a user, a host, a path, a method or a body. */
const BELIEVED = `
  Forwarded Via X-Forwarded X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Forwarded-Port X-Forwarded-Prefix
  X-Forwarded-Server X-Forwarded-Scheme X-Forwarded-Ssl X-Forwarded-Uri X-Forwarded-User X-Forwarded-Email
  X-Forwarded-Client-Cert X-Forwarded-Method X-Forwarded-Path X-Real-IP Real-IP X-Client-IP Client-IP True-Client-IP
  X-Cluster-Client-IP Fastly-Client-IP CF-Connecting-IP CF-Connecting-IPv6 CF-Pseudo-IPv4 CF-IPCountry CF-Ray CF-Visitor
  CF-Worker X-Appengine-User-IP X-Azure-ClientIP X-Azure-SocketIP WL-Proxy-Client-IP Proxy-Client-IP X-Remote-IP X-Remote-Addr
  Remote-Addr Remote-User X-Remote-User X-Authenticated-User X-Auth-Request-User X-Auth-Request-Email X-WebAuth-User
  X-Goog-Authenticated-User-Email X-MS-Client-Principal X-User-Id X-SSL-Client-Cert X-SSL-Client-Verify X-Client-Cert
  X-Host X-Original-Host X-Original-URL X-Original-URI X-Original-Method X-Rewrite-URL X-Request-URI X-Matched-Path X-Invoke-Path
  X-Nextjs-Data X-Middleware-Subrequest X-Middleware-Rewrite X-Middleware-Next X-Accel-Redirect X-Accel-Buffering
  X-Accel-Mapping X-Sendfile X-Sendfile-Type X-Lighttpd-Send-File X-HTTP-Method X-HTTP-Method-Override X-Method-Override
  X-Envoy-Original-Path X-Envoy-External-Address X-Envoy-Internal X-Amzn-Oidc-Data X-Amzn-Oidc-Identity X-Amzn-Trace-Id
  X-Amz-Cf-Id X-Scheme X-URL-Scheme Front-End-Https X-Arr-SSL X-Proxy-User-Ip X-Csrf-Token X-Requested-With X-Debug-Token
  Authorization Proxy-Authorization Cookie Set-Cookie Origin Referer Sec-Fetch-Site Range If-None-Match If-Modified-Since
  Cache-Control Pragma Accept Accept-Language Accept-Charset Content-MD5 Content-Digest Digest Repr-Digest Content-Location
  Content-Language Content-Disposition Content-Range Content-Security-Policy Content-Type-Options Transfer-Encoding-Hint
  Idempotency-Key Baggage X-Request-Id X-Custom X-Hub-Signature X-Webhook-Id
  X_Forwarded_For X.Forwarded.For x_hookward_event x.hookward.event X-Hookward.Event X-Hookward_Event webhook_id webhook.id
  webhook_signature webhook.signature Webhook.Timestamp X_Gilbert_Signature X.Gilbert.Signature x-inboundflow-delivery_id
  x-inboundflow-event.x x-grillo-delivery_ x-grillo_event X-Grillo
  X-Hookward-Scheme X-Hookward-Event X-Hookward-Delivery X-Hookward-Anything Webhook-Extra
`
  .trim()
  .split(/\s+/);

const custom = {
  id: "acme",
  name: "Acme",
  docs: "https://acme.example",
  signedContent: "{body}",
  signature: { header: "x-gilbert-signature", syntax: "plain", encoding: "hex" },
};

let origin;
let worker;

before(async () => {
  origin = await startOrigin();
  const route = (path, more) => ({ path, secrets: [`SECRET of ${path.slice(1)}`], origin: origin.url, ...more });
  const own = (path, scheme, more) =>
    route(path, { secrets: ["SECRET of gilbert"], scheme: { ...custom, ...scheme }, ...more });
  const ROUTES = [
    ...SAMPLE.map((scheme) => route(`/${scheme}`, { scheme })),
    own("/several", { contentTypes: ["application/json", FORM] }),
    own("/vendor", { headerPrefix: "x-goog-" }),
    own("/form", { contentTypes: [FORM] }),
    own("/asked", {}, { forwardHeaders: ["Authorization", "x-request-id", "X-Hub-Signature"] }),
    // A provider that signs headers which the connection and the edge write again.
    own("/careless", {
      signedContent: "{connection}|{content-type}|{body}",
      event: { header: "connection" },
      deliveryId: { header: "content-type" },
    }),
  ];
  const bindings = Object.fromEntries(SAMPLE.map((id) => [`SECRET of ${id}`, SECRETS[id]]));
  worker = await startWorker({ ROUTES, ...bindings, ORIGIN_SECRET });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

/**
 * Sends a delivery of Gilbert, or of another scheme, that must succeed. Returns the request that the origin received.
 */
async function deliver(path, body, more, scheme = "gilbert") {
  const headers = [...sign[scheme](SECRETS[scheme], body), ...more];
  const response = await worker.send({ path, body, headers });
  assert.equal(response.status, 200, JSON.stringify(response.log));
  const [request, ...others] = origin.take();
  assert.deepEqual(others, []);
  return request;
}

/** The names of the headers that the edge and the runtime add to every request. */
const EDGE = [
  ...ADDED_HEADERS,
  "content-length",
  "content-type",
  "host",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
  "x-hookward-scheme",
];

for (const scheme of SAMPLE) {
  test(`${scheme}: what proxies and frameworks believe does not cross`, async () => {
    assert.ok(BELIEVED.length > 53);
    // The headers that the scheme names belong to the provider.
    const { signature, event, deliveryId } = SCHEMES[scheme];
    const named = [signature.header, event?.header, deliveryId?.header];
    const more = BELIEVED.filter((name) => !named.includes(name.toLowerCase())).map((name) => [name, "forged"]);
    const request = await deliver(`/${scheme}`, "{}", [...more, ["Content-Type", "application/json"]], scheme);
    assert.doesNotMatch(JSON.stringify(request.headers), /forged/);
    const own = sign[scheme](SECRETS[scheme], "{}").map(([name]) => name);
    const edge = SCHEMES[scheme].deliveryId?.header && own.includes("webhook-id") ? ["x-hookward-delivery"] : [];
    assert.deepEqual(
      request.headers.map(([name]) => name).sort(),
      [...new Set([...own, ...EDGE, ...edge])].sort(),
      "a header that is on no list",
    );
    assert.deepEqual(values(request.headers, "x-hookward-scheme"), [scheme]);
  });
}

test("the headers of the scheme, those with the provider's prefix, tracing and the user agent cross unchanged", async () => {
  const kept = {
    "X-Grillo-Event": "sensor.online",
    "X-Grillo-Delivery": "d-1",
    "X-Grillo-Attempt": "2",
    "X-Grillo-Farm-42": "é日",
    "User-Agent": "Grillo/1.0 (é)",
    Traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    Tracestate: "a=1, b=2",
  };
  const request = await deliver("/grillo", "{}", Object.entries(kept), "grillo");
  for (const [name, value] of Object.entries(kept)) {
    // Node decodes the bytes of a header as Latin-1, but the sent header is UTF-8.
    const shown = values(request.headers, name.toLowerCase()).map((text) => Buffer.from(text, "latin1").toString());
    assert.deepEqual(shown, [value], name);
  }
  assert.deepEqual(
    values(request.headers, "x-grillo-signature"),
    sign.grillo(SECRET, "{}").map(([, value]) => value),
  );
});

test("a prefix that a vendor's proxies share has the vendor's other headers forwarded alone", async () => {
  const more = [
    ["X-Goog-Channel-Id", "c-1"],
    ["X-Goog-Authenticated-User-Email", "accounts.google.com:admin@example.com"],
    ["X-Goog-Iap-Jwt-Assertion", "forged"],
  ];
  const request = await deliver("/vendor", "{}", more);
  const got = request.headers.filter(([name]) => name.toLowerCase().startsWith("x-goog-"));
  assert.deepEqual(got, [["x-goog-channel-id", "c-1"]]);
});

test("another provider's headers do not cross", async () => {
  const more = [
    ["X-Grillo-Event", "x"],
    ["X-Github-Event", "x"],
  ];
  const request = await deliver("/gilbert", "{}", more);
  assert.deepEqual([...values(request.headers, "x-grillo-event"), ...values(request.headers, "x-github-event")], []);
});

test("a route gets the headers that it asks for by name", async () => {
  const more = [
    ["AUTHORIZATION", "Basic of-the-provider"],
    ["X-Request-Id", "r-1"],
    ["X-Hub-Signature", "sha1=x"],
    ["X-Custom", "forged"],
  ];
  const request = await deliver("/asked", "{}", more);
  const got = ["authorization", "x-request-id", "x-hub-signature", "x-custom"].map((name) =>
    values(request.headers, name),
  );
  assert.deepEqual(got, [["Basic of-the-provider"], ["r-1"], ["sha1=x"], []]);
});

test("the content type is the scheme's, whatever the sender's", async () => {
  const text = '{"a":"x&admin=true&"}';
  const sent = [
    "application/json; charset=utf-7",
    FORM,
    "text/plain",
    "multipart/form-data; boundary=a",
    "application/JSON",
    "",
    undefined,
  ];
  for (const scheme of SAMPLE) {
    for (const type of sent) {
      const more = type === undefined ? [] : [["Content-Type", type]];
      const request = await deliver(`/${scheme}`, text, more, scheme);
      assert.deepEqual(values(request.headers, "content-type"), ["application/json"], `${scheme}: ${type}`);
      assert.equal(request.body.toString(), text);
    }
  }
  for (const scheme of RESERIALIZED) {
    const headers = [...sign[scheme](SECRETS[scheme], '{"a":1}'), ["Content-Type", FORM]];
    assert.equal((await worker.send({ path: `/${scheme}`, body: '{ "a": 1 }', headers })).status, 200);
    assert.deepEqual(values(origin.take()[0].headers, "content-type"), ["application/json"]);
  }
});

test("of several content types the verified bytes choose", async () => {
  const cases = [
    ["/several", '{"a":"&b=1&"}', "application/json"],
    ["/several", " [1]", "application/json"],
    ["/several", "payload=%7B%7D&admin=true", FORM],
    ["/several", "", "application/json"],
    ["/form", '{"a":1}', FORM],
  ];
  for (const [path, body, expected] of cases) {
    for (const type of ["application/json", FORM, "text/plain"]) {
      const request = await deliver(path, body, [["Content-Type", type]]);
      assert.deepEqual(values(request.headers, "content-type"), [expected], `${body} sent as ${type}`);
    }
  }
});

test("a content encoding does not cross, and the body crosses as it was verified", async () => {
  const body = gzipSync('{"event":"x"}');
  for (const encoding of ["gzip", "br", "identity", "x-evil"]) {
    const request = await deliver("/gilbert", body, [["Content-Encoding", encoding]]);
    assert.deepEqual(request.body, body);
    assert.deepEqual(values(request.headers, "content-encoding"), []);
  }
});

test("a Connection header hides nothing from the origin, and is no header of a delivery", async () => {
  const more = [
    ["X-Grillo-Event", "sensor.online"],
    ["X-Grillo-Delivery", "d-1"],
    [
      "Connection",
      "close, X-Grillo-Signature, x-grillo-event, X-Grillo-Delivery, Content-Type, x-hookward-scheme, webhook-id",
    ],
  ];
  const { headers } = await deliver("/grillo", "{}", more, "grillo");
  const got = (name) => values(headers, name);
  assert.deepEqual([got("x-grillo-event"), got("x-grillo-delivery")], [["sensor.online"], ["d-1"]]);
  assert.deepEqual(
    [got("x-grillo-signature").length, got("x-hookward-scheme"), got("webhook-id").length],
    [1, ["grillo"], 1],
  );
  // If a scheme signs such a header, it is used only for the signature and a label.
  const signed = [
    ...sign.gilbert(SECRETS.gilbert, "close|text/html|{}"),
    ["Connection", "close"],
    ["Content-Type", "text/html"],
  ];
  const { status, log } = await worker.send({ path: "/careless", body: "{}", headers: signed });
  assert.equal(status, 200, JSON.stringify(log));
  const [careless] = origin.take();
  assert.deepEqual(values(careless.headers, "content-type"), ["application/json"]);
  assert.deepEqual(values(careless.headers, "x-hookward-delivery"), ["text/html"]);
  assert.doesNotMatch(values(careless.headers, "connection").join(), /close/);
});

test("thousands of headers cost what their length does", async () => {
  const body = "{}";
  const names = Array.from({ length: 4000 }, (_, at) => `x-a${at}`);
  const more = [...names.map((name) => [name, "1"]), ["Connection", [...names, ...names].join(",")]];
  await deliver("/gilbert", body, more);
  const start = performance.now();
  const request = await deliver("/gilbert", body, more);
  const taken = performance.now() - start;
  assert.doesNotMatch(JSON.stringify(request.headers), /x-a\d/);
  // Comparing each header with each option would take seconds.
  assert.ok(taken < 500, `${taken} ms`);
});
