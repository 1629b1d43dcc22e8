// Schemes that sign the URL, a form or a time in the body, in the Worker. The URL comes from the route, never from a header.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";

import { SCHEMES, SECRETS } from "../../test-support/schemes.js";
import { signatureHeaders } from "../../test-support/sign.js";
import { NOW, startOrigin, startWorker } from "../../test-support/worker.js";

const EDGE = "https://hooks.example.com";
const JSON_BODY = Buffer.from('{"type":"payment.created"}');
const HASH = createHash("sha256").update(JSON_BODY).digest("hex");

const CASES = [
  { id: "square", body: JSON_BODY, path: "/square?a=%2F" },
  { id: "hubspot-v3", body: JSON_BODY, path: "/hubspot-v3" },
  { id: "trello", body: JSON_BODY, path: "/trello" },
  { id: "twilio-form", body: Buffer.from("b=2&a=1+1&b=2"), path: "/twilio-form?x" },
  { id: "twilio-json", body: JSON_BODY, path: `/twilio-json?bodySHA256=${HASH}` },
  { id: "linear", body: Buffer.from(`{"webhookTimestamp":${NOW * 1000}}`), path: "/linear" },
  { id: "paystack", body: JSON_BODY, path: "/paystack" },
  { id: "vercel", body: JSON_BODY, path: "/vercel" },
];

const headersOf = ({ id, body }, url) =>
  Object.entries(signatureHeaders(SCHEMES[id], { secret: SECRETS[id], body, seconds: NOW, url, event: "e" }));

let origin;
let worker;

before(async () => {
  origin = await startOrigin();
  const route = (id, more) => ({
    path: `/${id}`,
    scheme: id,
    secrets: [id.toUpperCase()],
    origin: origin.url,
    ...more,
  });
  worker = await startWorker({
    ROUTES: [
      ...CASES.map(({ id }) => route(id, SCHEMES[id].signedContent.includes("{url}") ? { url: EDGE } : {})),
      { ...route("square", { url: "https://app.example.com/whole?x=1" }), path: "/whole" },
      { ...route("square"), path: "/without" },
      { ...route("square", { url: "hooks.example.com" }), path: "/wrong" },
    ],
    ...Object.fromEntries(CASES.map(({ id }) => [id.toUpperCase(), SECRETS[id]])),
    ORIGIN_SECRET: SECRETS["standard-webhooks"],
  });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

for (const one of CASES) {
  test(`${one.id}: what was signed for the route's url reaches the origin, and nothing else does`, async () => {
    const { path, body } = one;
    const headers = headersOf(one, `${EDGE}${path}`);
    const accepted = await worker.send({ path, headers, body });
    assert.equal(accepted.log.code, undefined);
    assert.deepEqual(
      origin.take().map((request) => Buffer.from(request.body)),
      [body],
    );
    const changed = Buffer.concat([body, Buffer.from(body[0] === 0x7b ? " " : "&c=3")]);
    const forged = await worker.send({ path, headers, body: changed });
    assert.deepEqual([forged.status, forged.log.code], [401, "signature_mismatch"]);
    if (SCHEMES[one.id].signedContent.includes("{url}")) {
      const foreign = headersOf(one, `https://evil.example${path}`);
      const claims = [
        ["Host", "evil.example"],
        ["X-Forwarded-Host", "evil.example"],
      ];
      assert.equal((await worker.send({ path, headers: [...foreign, ...claims], body })).status, 401);
    }
    assert.deepEqual(origin.take(), []);
  });
}

test("a form whose fields are signed has one webhook-id, however a replay writes them", async () => {
  const form = CASES.find(({ id }) => id === "twilio-form");
  const headers = headersOf(form, `${EDGE}${form.path}`);
  const ids = [];
  for (const text of ["b=2&a=1+1&b=2", "a=1%201&b=2&b=2", "a=1+2&b=2&b=2"]) {
    const body = Buffer.from(text);
    const own = text.includes("a=1+2") ? headersOf({ ...form, body }, `${EDGE}${form.path}`) : headers;
    assert.equal((await worker.send({ path: form.path, headers: own, body })).status, 200, text);
    ids.push(origin.take()[0].headers.find(([name]) => name.toLowerCase() === "webhook-id")[1]);
  }
  assert.equal(ids[0], ids[1]);
  assert.notEqual(ids[0], ids[2]);
});

test("a url with a path is used as it stands", async () => {
  const headers = headersOf(CASES[0], "https://app.example.com/whole?x=1");
  assert.equal((await worker.send({ path: "/whole?other", headers, body: JSON_BODY })).status, 200);
  origin.take();
});

test("a route without the url that its scheme signs is a fault, and says which key", async () => {
  for (const path of ["/without", "/wrong"]) {
    const response = await worker.send({ path, headers: headersOf(CASES[0], EDGE), body: JSON_BODY });
    assert.equal(response.status, 500);
    assert.match(JSON.stringify(response.log), /url must be/);
  }
  assert.deepEqual(origin.take(), []);
});

test("a time in the body is checked once the signature matches", async () => {
  const linear = CASES.find(({ id }) => id === "linear");
  for (const [text, code] of [
    [`{"webhookTimestamp":${(NOW - 61) * 1000}}`, "timestamp_too_old"],
    [`{"webhookTimestamp":${(NOW + 61) * 1000}}`, "timestamp_too_new"],
    ["{}", "malformed_body"],
    ["[", "malformed_body"],
  ]) {
    const body = Buffer.from(text);
    const response = await worker.send({ path: "/linear", headers: headersOf({ ...linear, body }), body });
    assert.deepEqual([response.status, response.log.code], [401, code], text);
  }
  assert.deepEqual(origin.take(), []);
});
