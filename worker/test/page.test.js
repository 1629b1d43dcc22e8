// The pages in the Worker: they are served in development, and nowhere else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Miniflare, Response } from "miniflare";
import { unstable_readConfig } from "wrangler";
import { headersOf } from "../../site/build/policy.js";
import { sign } from "../../test-support/worker.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const SECRET = "s3cret";
const PAGE = "/_hookward/explain/";
const CONSOLE = "/_hookward/console/";
const FILES = ["", "index.html", "main.js", "style.css", "icon.svg", "newsreader.woff2", "jetbrains-mono.woff2"];

const DEPLOYED = "wrangler.toml";
const DEVELOPMENT = "worker/development.toml";

const read = (config) => unstable_readConfig({ config: root + config });
test("development runs with the compatibility date that is deployed", () => {
  assert.equal(read(DEVELOPMENT).compatibility_date, read(DEPLOYED).compatibility_date);
});

const running = [];
after(() => Promise.all(running.map((one) => one.dispose())));

/** Starts the Worker of a configuration file, with different variables. */
function start(file, vars = {}) {
  const config = read(file);
  const { assets } = config;
  const paths = new Set([config.main, `${root}build/index.js`]);
  const miniflare = new Miniflare({
    compatibilityDate: config.compatibility_date,
    modulesRoot: root,
    modules: [
      ...[...paths].map((path) => ({ type: "ESModule", path, contents: readFileSync(path, "utf8") })),
      {
        type: "CompiledWasm",
        path: `${root}build/index_bg.wasm`,
        contents: readFileSync(`${root}build/index_bg.wasm`),
      },
    ],
    bindings: { ...config.vars, GILBERT_WEBHOOK_SECRET: SECRET, ...vars },
    ...(assets && {
      assets: {
        directory: join(dirname(root + file), assets.directory),
        binding: assets.binding,
        routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: assets.run_worker_first },
        assetConfig: { html_handling: assets.html_handling },
      },
    }),
    // Requests of the Worker to its origin get a response here, whatever else listens on this machine.
    outboundService: ({ url }) => new Response(url),
    handleRuntimeStdio: () => {},
  });
  running.push(miniflare);
  return (path, init) => miniflare.dispatchFetch(`https://edge.example${path}`, { redirect: "manual", ...init });
}

test("in development the page is served whole, each file with the policy", async () => {
  const get = start(DEVELOPMENT);
  for (const name of FILES) {
    const response = await get(`${PAGE}${name}`);
    assert.equal(response.status, 200, name);
    const expected = readFileSync(`${root}site/dist/explain/${name || "index.html"}`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), expected, name);
    for (const [header, value] of Object.entries(headersOf("explain")))
      assert.equal(response.headers.get(header), value, name);
  }
  const short = await get("/_hookward/explain");
  assert.deepEqual([short.status, short.headers.get("location")], [308, `https://edge.example${PAGE}`]);
  for (const path of [`${PAGE}_headers`, `${PAGE}none`, "/", "/main.js", "/index.html", "/_headers"]) {
    const response = await get(path);
    await response.arrayBuffer();
    assert.equal(response.status, 404, path);
  }
});

test("in development the operators' page is there with an OPERATOR_TOKEN, and is not without one", async () => {
  const paths = [CONSOLE.slice(0, -1), ...FILES.map((name) => CONSOLE + name)];
  const get = start(DEVELOPMENT, { OPERATOR_TOKEN: "t0ken" });
  for (const name of FILES) {
    const response = await get(CONSOLE + name);
    assert.equal(response.status, 200, name);
    const expected = readFileSync(`${root}site/dist/console/${name || "index.html"}`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), expected, name);
    for (const [header, value] of Object.entries(headersOf("console")))
      assert.equal(response.headers.get(header), value, name);
  }
  assert.equal((await get(paths[0])).status, 308);
  const without = start(DEVELOPMENT);
  for (const path of paths) {
    const response = await without(path);
    assert.deepEqual([response.status, await response.text()], [404, "not found"], path);
  }
});

test("without the flag there is no page, and in production no assets either", async () => {
  const production = read(DEPLOYED);
  assert.deepEqual([production.assets, production.vars.EXPLAIN_PAGE], [undefined, undefined]);
  assert.deepEqual(Object.keys(production.env ?? {}), []);
  assert.match(production.main, /build[\\/]index\.js$/);
  for (const get of [start(DEPLOYED), start(DEVELOPMENT, { EXPLAIN_PAGE: false })]) {
    for (const path of ["/_hookward/explain", ...FILES.map((name) => PAGE + name), "/", "/main.js"]) {
      const response = await get(path);
      assert.deepEqual([response.status, await response.text()], [404, "not found"], path);
    }
  }
});

test("beside the page the Worker works as deployed, and a refusal explains nothing", async () => {
  const send = start(DEVELOPMENT);
  const [[name, signature]] = sign.gilbert(SECRET, "{}");
  const post = (body, headers) => send("/webhooks/gilbert", { method: "POST", body, headers });
  for (const [body, headers] of [
    ["{ }", { [name]: signature }],
    ["{}", { [name]: sign.gilbert(`${SECRET}\n`, "{}")[0][1] }],
    ["{}", {}],
  ]) {
    const response = await post(body, headers);
    assert.deepEqual([response.status, await response.text()], [401, "invalid signature"]);
  }
  const genuine = await post("{}", { [name]: signature });
  assert.deepEqual([genuine.status, await genuine.text()], [200, "http://127.0.0.1:3000/webhooks/gilbert"]);
  const posted = await send(PAGE, { method: "POST", body: "{}" });
  assert.deepEqual([posted.status, await posted.text()], [404, "not found"]);
  assert.equal((await send("/_hookward/health")).status, 200);
});
