// Long bodies: they stay in the runtime, which hashes them. The core still computes the result.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Webhook } from "standardwebhooks";

import { RESERIALIZED, SAMPLE, SCHEMES, secretFor } from "../../test-support/schemes.js";
import { NOW, RUNTIME_HASH_FROM, sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRETS = { NEW: "the secret of today", OLD: "the secret of yesterday" };
const ORIGIN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/** Returns a secret as a scheme requires it: as text, or in the encoding of the scheme's secrets. */
const secretIn = (scheme, text) => secretFor(SCHEMES[scheme], text);

/** Returns a JSON body of exactly the given number of bytes. */
const jsonBody = (length) => {
  const text = (filler) => JSON.stringify({ event: "e", event_id: "1", filler });
  return text("x".repeat(length - text("").length));
};
const LONG = jsonBody(RUNTIME_HASH_FROM + 1);

let origin;
let worker;
let vars;

before(async () => {
  origin = await startOrigin();
  vars = { ROUTES: [] };
  for (const scheme of SAMPLE) {
    const secrets = Object.keys(SECRETS).map((name) => `${name} of ${scheme}`);
    vars.ROUTES.push({ path: `/${scheme}`, scheme, secrets, origin: origin.url });
    for (const [at, text] of Object.values(SECRETS).entries()) vars[secrets[at]] = secretIn(scheme, text);
  }
  worker = await startWorker({ ...vars, ORIGIN_SECRET });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const deliver = (scheme, body, headers) => worker.send({ path: `/${scheme}`, body, headers });

test("the lengths around the limit are all verified, byte for byte", async () => {
  const lengths = [-1, 0, 1, 63, 64].map((more) => RUNTIME_HASH_FROM + more);
  for (const length of [...lengths, 1 << 20]) {
    const body = jsonBody(length);
    const { status } = await deliver("gilbert", body, sign.gilbert(SECRETS.NEW, body));
    assert.deepEqual([status, origin.take()[0].body.toString() === body], [200, true], `${length} bytes`);
    const changed = body.replace(/.$/, " ");
    const refused = await deliver("gilbert", changed, sign.gilbert(SECRETS.NEW, body));
    assert.deepEqual([refused.status, refused.log.code], [401, "signature_mismatch"], `${length} bytes`);
    assert.deepEqual(origin.take(), []);
  }
});

for (const scheme of SAMPLE) {
  test(`${scheme}: a long delivery passes under either secret, and under no other`, async () => {
    for (const [index, secret] of [SECRETS.NEW, SECRETS.OLD].entries()) {
      const { status, log } = await deliver(scheme, LONG, sign[scheme](secretIn(scheme, secret), LONG));
      assert.deepEqual([status, log.secretIndex, log.reserialized], [200, index, false]);
      assert.equal(origin.take()[0].body.toString(), LONG);
    }
    const { status, log } = await deliver(scheme, LONG, sign[scheme](secretIn(scheme, "another"), LONG));
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

test("a long re-serialized body is what crosses, and what the edge signs", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NOW * 1000 });
  const received = LONG.replace("{", "{ ");
  for (const scheme of RESERIALIZED) {
    const { status, log } = await deliver(scheme, received, sign[scheme](secretIn(scheme, SECRETS.OLD), LONG));
    assert.deepEqual([status, log.secretIndex, log.reserialized], [200, 1, true]);
    const [request] = origin.take();
    assert.equal(request.body.toString(), LONG);
    assert.deepEqual(values(request.headers, "content-length"), [`${LONG.length}`]);
    const headers = Object.fromEntries(request.headers);
    assert.deepEqual(new Webhook(ORIGIN_SECRET).verify(request.body, headers), JSON.parse(LONG));
  }
});

test("where the runtime cannot hash, the body is hashed all the same", async () => {
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

test("the runtime hashes long bodies, and the core decides", async () => {
  // In a runtime with wrong hashes, no hashed body matches, and bodies that are not hashed are verified as usual.
  const first = "crypto.subtle.digest = async () => new ArrayBuffer(32);";
  const broken = await startWorker(vars, { first });
  const short = jsonBody(RUNTIME_HASH_FROM - 1);
  const send = (body) => broken.send({ path: "/gilbert", body, headers: sign.gilbert(SECRETS.NEW, body) });
  const [shorter, longer] = [await send(short), await send(LONG)];
  await broken.stop();
  assert.deepEqual([shorter.status, longer.status, longer.log.code], [200, 401, "signature_mismatch"]);
  assert.equal(origin.take().length, 1);
});
