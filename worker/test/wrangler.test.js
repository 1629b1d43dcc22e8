// The project's wrangler.toml: Wrangler itself parses it, and every route works once its secret is set.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { unstable_readConfig } from "wrangler";

import { PROVIDERS, secretOf } from "../../test-support/schemes.js";
import { COMPATIBILITY_DATE, sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const config = unstable_readConfig({ config: fileURLToPath(new URL("../../wrangler.toml", import.meta.url)) });

test("the tests run with the compatibility date that is deployed", () => {
  assert.equal(config.compatibility_date, COMPATIBILITY_DATE);
});

test("the file holds no secret, and the log asks for all of them", async () => {
  assert.deepEqual(Object.keys(config.vars), ["ROUTES"]);
  const worker = await startWorker(config.vars);
  const { status, log } = await worker.send({ method: "GET", path: "/_hookward/health", length: null });
  await worker.stop();
  assert.equal(status, 503);
  assert.match(log.message, /wrangler secret put GILBERT_WEBHOOK_SECRET/);
});

test("with its secret set, every route serves its provider", async () => {
  const origin = await startOrigin();
  const names = config.vars.ROUTES.flatMap(({ secrets }) => secrets);
  assert.equal(new Set(names).size, config.vars.ROUTES.length, "a secret that two providers share");
  const secrets = Object.fromEntries(config.vars.ROUTES.map(({ scheme, secrets: [name] }) => [name, secretOf(scheme)]));
  // Only the host name of the origin is replaced, because app.example.com does not exist here.
  const ROUTES = config.vars.ROUTES.map((route) => ({
    ...route,
    origin: route.origin.replace("https://app.example.com", origin.url),
  }));
  const worker = await startWorker({ ...secrets, ROUTES });
  for (const {
    path,
    scheme,
    secrets: [name],
  } of ROUTES) {
    const { status } = await worker.send({ path, body: "{}", headers: sign[scheme](secrets[name], "{}") });
    const [request] = origin.take();
    assert.deepEqual([status, request.url, values(request.headers, "x-hookward-scheme")], [200, path, [scheme]]);
  }
  assert.deepEqual(
    ROUTES.map(({ scheme }) => scheme),
    PROVIDERS,
  );
  await worker.stop();
  await origin.stop();
});
