// Long bodies: they stay with the host, which hashes them, and the verdict is the core's all the same.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Webhook } from "standardwebhooks";
import { HOSTED_FROM, NOW, sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRETS = { NEW: "the secret of today", OLD: "the secret of yesterday" };
const ORIGIN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SCHEMES = ["gilbert", "gabinete360", "inboundflow", "grillo", "smarterbot"];
const WITH_SECOND_FORM = ["inboundflow", "grillo", "smarterbot"];

/** A document of exactly so many bytes. */
const document = (length) => {
  const text = (filler) => JSON.stringify({ event: "e", event_id: "1", filler });
  return text("x".repeat(length - text("").length));
};
const LONG = document(HOSTED_FROM + 1);

let origin;
let worker;
let vars;

before(async () => {
  origin = await startOrigin();
  const route = (scheme) => ({ path: `/${scheme}`, scheme, secrets: ["NEW", "OLD"], origin: origin.url });
  vars = { ROUTES: SCHEMES.map(route), ...SECRETS };
  worker = await startWorker({ ...vars, ORIGIN_SECRET });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const deliver = (scheme, body, headers) => worker.send({ path: `/${scheme}`, body, headers });

test("the lengths around the border are all verified, byte for byte", async () => {
  for (const length of [HOSTED_FROM - 1, HOSTED_FROM, HOSTED_FROM + 1, HOSTED_FROM + 63, HOSTED_FROM + 64, 1 << 20]) {
    const body = document(length);
    const { status } = await deliver("gilbert", body, sign.gilbert(SECRETS.NEW, body));
    assert.deepEqual([status, origin.take()[0].body.toString() === body], [200, true], `${length} bytes`);
    const changed = body.replace(/.$/, " ");
    const refused = await deliver("gilbert", changed, sign.gilbert(SECRETS.NEW, body));
    assert.deepEqual([refused.status, refused.log.code], [401, "signature_mismatch"], `${length} bytes`);
    assert.deepEqual(origin.take(), []);
  }
});

for (const scheme of SCHEMES) {
  test(`${scheme}: a long delivery passes under either secret, and under no other`, async () => {
    for (const [index, secret] of [SECRETS.NEW, SECRETS.OLD].entries()) {
      const { status, log } = await deliver(scheme, LONG, sign[scheme](secret, LONG));
      assert.deepEqual([status, log.secretIndex, log.reserialized], [200, index, false]);
      assert.equal(origin.take()[0].body.toString(), LONG);
    }
    const { status, log } = await deliver(scheme, LONG, sign[scheme]("another", LONG));
    assert.deepEqual([status, log.code, log.secrets], [401, "signature_mismatch", 2]);
    assert.deepEqual(origin.take(), []);
  });
}

test("a long delivery that came late is refused, and so is one whose time was changed", async () => {
  const late = await deliver("inboundflow", LONG, sign.inboundflow(SECRETS.NEW, LONG, NOW - 301));
  assert.deepEqual([late.status, late.log.code], [401, "timestamp_too_old"]);
  const [signature] = sign.inboundflow(SECRETS.NEW, LONG, NOW - 301);
  const changed = await deliver("inboundflow", LONG, [signature, ["X-InboundFlow-Timestamp", `${NOW}`]]);
  assert.deepEqual([changed.status, changed.log.code], [401, "signature_mismatch"]);
});

test("a long body's second form is what crosses, and what the edge signs", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
  const received = LONG.replace("{", "{ ");
  for (const scheme of WITH_SECOND_FORM) {
    const { status, log } = await deliver(scheme, received, sign[scheme](SECRETS.OLD, LONG));
    assert.deepEqual([status, log.secretIndex, log.reserialized], [200, 1, true]);
    const [request] = origin.take();
    assert.equal(request.body.toString(), LONG);
    assert.deepEqual(values(request.headers, "content-length"), [`${LONG.length}`]);
    const headers = Object.fromEntries(request.headers);
    assert.deepEqual(new Webhook(ORIGIN_SECRET).verify(request.body, headers), JSON.parse(LONG));
  }
});

test("where the host cannot hash, the body is hashed all the same", async () => {
  for (const digest of ["() => Promise.reject(new RangeError())", "async () => new ArrayBuffer(31)"]) {
    const failing = await startWorker(vars, { first: `crypto.subtle.digest = ${digest};` });
    const send = (secret) => failing.send({ path: "/gilbert", body: LONG, headers: sign.gilbert(secret, LONG) });
    const [genuine, forged] = [await send(SECRETS.OLD), await send("another")];
    await failing.stop();
    assert.deepEqual([genuine.status, genuine.log.secretIndex], [200, 1]);
    assert.deepEqual([forged.status, forged.log.code], [401, "signature_mismatch"]);
    assert.equal(origin.take().length, 1);
  }
});

test("it is the host that hashes long bodies, and the core that decides", async () => {
  // A host whose hashes are wrong: what it hashed matches nothing, and what it did not hash is not touched by that.
  const first = "crypto.subtle.digest = async () => new ArrayBuffer(32);";
  const broken = await startWorker(vars, { first });
  const short = document(HOSTED_FROM - 1);
  const send = (body) => broken.send({ path: "/gilbert", body, headers: sign.gilbert(SECRETS.NEW, body) });
  const [shorter, longer] = [await send(short), await send(LONG)];
  await broken.stop();
  assert.deepEqual([shorter.status, longer.status, longer.log.code], [200, 401, "signature_mismatch"]);
  assert.equal(origin.take().length, 1);
});
