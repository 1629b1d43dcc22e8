// Every shared vector through workerd, with the same result, code and facts as in every other runtime. The origin
// receives the signed bytes of genuine deliveries. The vectors run twice: as deployed, with WebAssembly hashing all but
// the longest bodies, and with the runtime hashing every body.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SCHEMES } from "../../test-support/schemes.js";
import { TEXTS } from "../../test-support/vectors.js";
import { ALWAYS_RUNTIME_HASH, startOrigin, startWorker, values } from "../../test-support/worker.js";

/** Matches labels that can be the value of a header unchanged. Other labels are not forwarded in a header. */
const LABEL = /^[!-~]([ -~]{0,254}[!-~])?$/;

/** The vectors by their clock. One Worker runs all vectors with the same clock, from any file. */
const clocks = new Map();
for (const [name, text] of Object.entries(TEXTS)) {
  const file = { name, ...JSON.parse(text) };
  clocks.set(file.now, [...(clocks.get(file.now) ?? []), file]);
}
const hashes = { "": "", ", hashed by the runtime": ALWAYS_RUNTIME_HASH };
for (const [how, first] of Object.entries(hashes)) {
  for (const [now, files] of clocks) {
    const vectors = files.flatMap(({ name, scheme, vectors }) =>
      vectors
        .map((vector) => ({ ...vector, scheme: vector.scheme ?? scheme, title: `${name}: ${vector.name}` }))
        // The Worker accepts no other method, so no such request is verified.
        .filter(({ method = "POST" }) => method === "POST")
        // A route cannot have a scheme whose signature does not cover the body.
        .filter(({ scheme }) => !(SCHEMES[scheme] ?? scheme).unsignedBody)
        // workerd drops this header if it is empty.
        .filter(({ headers }) => !headers.some(([name, value]) => name === "authorization" && value.trim() === "")),
    );
    runVectors(`at ${now}${how}`, now, vectors, first);
  }
}

function runVectors(title, now, vectors, first) {
  describe(title, () => {
    let origin;
    let worker;

    before(async () => {
      origin = await startOrigin();
      // One route for each vector, and a binding for each of its secrets.
      const bindings = {};
      const ROUTES = vectors.map((vector, at) => {
        const secrets = vector.secrets.map((secret, nth) => {
          bindings[`SECRET_${at}_${nth}`] = secret;
          return `SECRET_${at}_${nth}`;
        });
        return {
          path: `/v/${at}`,
          scheme: vector.scheme,
          secrets,
          origin: origin.url,
          ...(vector.url === undefined ? {} : { url: vector.url }),
          ...vector.options,
        };
      });
      worker = await startWorker({ ...bindings, ROUTES }, { now, first });
    });

    after(async () => {
      await worker.stop();
      await origin.stop();
    });

    for (const [at, vector] of vectors.entries()) {
      test(vector.title, async () => {
        const { expect } = vector;
        const body = typeof vector.body === "string" ? Buffer.from(vector.body) : Buffer.from(vector.body.hex, "hex");
        const { status, body: text, log } = await worker.send({ path: `/v/${at}`, headers: vector.headers, body });
        const requests = origin.take();
        if (expect.ok) return accepted(expect, body, status, log, requests);

        assert.deepEqual(requests, [], vector.why);
        assert.equal(log.code, expect.config ?? expect.code, vector.why);
        const isEmpty = SCHEMES[vector.scheme]?.ack.exact && SCHEMES[vector.scheme].ack.body === "";
        const expected = expect.config
          ? [500, "not configured"]
          : expect.code === "body_too_large"
            ? [413, isEmpty ? "" : "body too large"]
            : [401, isEmpty ? "" : "invalid signature"];
        assert.deepEqual([status, text.toString()], expected);
        const { code, config, ...facts } = expect;
        // The message contains the facts of a ConfigError, with the name of the binding or the path of the property.
        if (!config) for (const [name, value] of Object.entries(facts)) assert.deepEqual(log[name], value, name);
        for (const secret of vector.secrets.filter((secret) => secret.length > 4)) {
          assert.ok(!JSON.stringify(log).includes(secret), "a secret in the log");
        }
      });
    }
  });
}

function accepted(expect, body, status, log, requests) {
  assert.equal(status, 200, JSON.stringify(log));
  assert.equal(requests.length, 1);
  const [{ headers, body: forwarded }] = requests;
  assert.deepEqual(forwarded, expect.reserialized ? Buffer.from(expect.verified) : body);
  assert.deepEqual([log.secretIndex, log.reserialized], [expect.secretIndex, expect.reserialized]);
  for (const [name, value] of [
    ["x-hookward-event", expect.event],
    ["x-hookward-delivery", expect.deliveryId],
  ]) {
    assert.deepEqual(values(headers, name), LABEL.test(value ?? "") ? [value] : [], name);
  }
  const cut = (text) => text && [...text].slice(0, 256).join("");
  assert.deepEqual([log.event, log.delivery], [cut(expect.event), cut(expect.deliveryId)]);
}
