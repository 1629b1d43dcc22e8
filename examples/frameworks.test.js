// Runs the code of docs/frameworks unchanged: servers are started and receive requests, and handlers are imported and
// called.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";

import azure from "@azure/functions";
import { build } from "esbuild";
import * as h3v1 from "h3v1";
import { Miniflare } from "miniflare";

import { serving } from "../test-support/http.js";
import { functionUrl, http1, http2, rest } from "../test-support/lambda-events.js";
import { hmac, post, start } from "../test-support/program.js";
import { page, root, script, writing } from "./pages.js";

const SECRET = "a secret of the documentation";
const BODY = '{"event":"dossier.created","event_id":"evt_1"}';
const JSON_TYPE = { "content-type": "application/json" };
const GENUINE = { ...JSON_TYPE, "x-gilbert-signature": hmac(SECRET, BODY) };
const FORGED = { ...JSON_TYPE, "x-gilbert-signature": hmac("another", BODY) };

const write = writing("frameworks");
const folder = "docs/frameworks/";
const run = new Set();

/** Returns the code of a page's block. Default: the first block. */
function code(name, number = 1) {
  const block = page(folder + name).blocks[number - 1];
  run.add(block.id);
  return script(block);
}

/** Returns a server's code with its port replaced by a free one. esbuild prints 3000 as 3e3. */
function onAnyPort(block) {
  assert.match(block, /\b(3000|3e3)\b/);
  return block.replace(/\b(3000|3e3)\b/, "0");
}

/** Imports a block of code as the file that the page names. */
async function load(path, block) {
  process.env.GILBERT_WEBHOOK_SECRET = SECRET;
  return import(pathToFileURL(write(path, block)));
}

/** Calls a function with a genuine and a forged request. Returns both responses. */
async function ask(handle) {
  const request = (headers) =>
    new Request("https://app.example/webhooks/gilbert", { method: "POST", headers, body: BODY });
  return [await handle(request(GENUINE)), await handle(request(FORGED))];
}

async function assertResponses([genuine, forged]) {
  assert.ok(genuine.ok, `${genuine.status}`);
  assert.deepEqual([forged.status, await forged.text()], [401, "invalid signature"]);
}

/** Starts a server, and sends it a genuine request and a forged one. */
async function assertServer(file, { path = "/webhooks/gilbert", status = 200 } = {}) {
  const before = new URL("print-port.js", import.meta.url).href;
  const server = await start("node", ["--import", before, file], { GILBERT_WEBHOOK_SECRET: SECRET });
  try {
    assert.equal((await post(server.port, path, GENUINE, BODY)).status, status);
    assert.ok(await server.printed("dossier.created evt_1"));
    const forged = await post(server.port, path, FORGED, BODY);
    assert.deepEqual([forged.status, await forged.text()], [401, "invalid signature"]);
  } finally {
    await server.stop();
  }
}

/** Returns the printed lines, without printing them. */
async function printed(t, use) {
  const { mock } = t.mock.method(console, "log", () => {});
  t.mock.method(console, "warn", () => {});
  await use();
  return mock.calls.map((call) => call.arguments.join(" "));
}

describe("docs/frameworks", () => {
  for (const [name, notes] of Object.entries({
    "express.md": true,
    "fastify.md": true,
    "koa.md": true,
    "nestjs.md": true,
    "node.md": false,
  })) {
    it(`${name} has a server`, async () => {
      const block = code(name);
      const path = write(`${name}/server.mjs`, onAnyPort(block));
      const before = new URL("print-port.js", import.meta.url).href;
      const server = await start("node", ["--import", before, path], { GILBERT_WEBHOOK_SECRET: SECRET });
      try {
        assert.equal((await post(server.port, "/webhooks/gilbert", GENUINE, BODY)).status, 200);
        assert.ok(await server.printed("dossier.created evt_1"));
        const forged = await post(server.port, "/webhooks/gilbert", FORGED, BODY);
        assert.deepEqual([forged.status, await forged.text()], [401, "invalid signature"]);
        assert.ok(await server.reported(/hookward: signature_mismatch: /));
        if (notes) {
          const response = await post(server.port, "/api/notes", JSON_TYPE, '{"text":"milk"}');
          assert.match(await response.text(), /^{"saved":.*"milk"/);
        } else {
          assert.equal((await post(server.port, "/other", GENUINE, BODY)).status, 404);
        }
      } finally {
        await server.stop();
      }
    });
  }

  it("nestjs.md has an app on Fastify, whose guard reads the body", async () => {
    const [module] = code("nestjs.md").split("const app = ");
    write("nestjs.md/app.module.js", `${module}export { AppModule };`);
    const path = write("nestjs.md/fastify.mjs", onAnyPort(code("nestjs.md", 2)));
    const before = new URL("print-port.js", import.meta.url).href;
    const server = await start("node", ["--import", before, path], { GILBERT_WEBHOOK_SECRET: SECRET });
    try {
      const type = { "content-type": "application/vnd.gilbert+json" };
      assert.equal((await post(server.port, "/webhooks/gilbert", { ...GENUINE, ...type }, BODY)).status, 200);
      assert.ok(await server.printed("dossier.created evt_1"));
      assert.equal((await post(server.port, "/webhooks/gilbert", FORGED, BODY)).status, 401);
    } finally {
      await server.stop();
    }
  });

  it("nuxt.md has an event handler, which h3 1 takes as it is, and a server of h3 2", async (t) => {
    const { default: handler } = await load("server/routes/webhooks/gilbert.post.mjs", code("nuxt.md"));
    const router = h3v1.createRouter().post("/webhooks/gilbert", handler);
    const lines = await printed(t, () =>
      serving(h3v1.toNodeListener(h3v1.createApp().use(router)), async (port) => {
        const send = (headers) => post(port, "/webhooks/gilbert", headers, BODY);
        await assertResponses([await send(GENUINE), await send(FORGED)]);
      }),
    );
    assert.deepEqual(lines, ["dossier.created evt_1"]);

    const path = write("nuxt.md/server.mjs", onAnyPort(code("nuxt.md", 2)));
    await assertServer(path);
  });

  it("nuxt.md has an event handler, which Nitro builds into a server", async () => {
    const route = write("nitro/server/routes/webhooks/gilbert.post.ts", page(`${folder}nuxt.md`).blocks[0].code);
    const app = resolve(dirname(route), "../../..");
    write("nitro/package.json", '{"private":true,"type":"module"}');
    write("nitro/nitro.config.ts", 'export default { srcDir: "server", compatibilityDate: "2026-04-01" };');
    mkdirSync(join(app, "node_modules"));
    symlinkSync(root, join(app, "node_modules/hookward"));
    const nitro = join(root, "node_modules/nitropack/dist/cli/index.mjs");
    const { status, stderr } = spawnSync(process.execPath, [nitro, "build", "--dir", app, "--preset", "node-server"], {
      env: { ...process.env, NITRO_TELEMETRY_DISABLED: "1" },
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    // The built app contains everything that it requires.
    rmSync(join(app, "node_modules"), { recursive: true });
    await assertServer(join(app, ".output/server/index.mjs"));
  });

  it("elysia.md has an app, and a server in Node", async (t) => {
    const { default: app } = await load("elysia.mjs", code("elysia.md"));
    const lines = await printed(t, async () => assertResponses(await ask((request) => app.handle(request))));
    assert.deepEqual(lines, ["dossier.created evt_1"]);
    const notes = { method: "POST", headers: JSON_TYPE, body: '{"text":"milk"}' };
    const saved = await app.handle(new Request("https://app.example/api/notes", notes));
    assert.deepEqual(await saved.json(), { saved: "milk" });

    await assertServer(write("elysia.md/server.mjs", onAnyPort(code("elysia.md", 2))), { status: 202 });
  });

  it("azure-functions.md has a function, which gets the requests of @azure/functions", async () => {
    // The host does not run here, and without it, app.http() keeps nothing.
    write(
      "azure/node_modules/@azure/functions/package.json",
      '{"name":"@azure/functions","type":"module","exports":"./index.js"}',
    );
    write(
      "azure/node_modules/@azure/functions/index.js",
      "export const registered = {};\nexport const app = { http: (name, options) => { registered[name] = options; } };",
    );
    await load("azure/gilbert.mjs", code("azure-functions.md"));
    const { registered } = await load("azure/registered.mjs", 'export { registered } from "@azure/functions";');
    const { handler, route, methods, authLevel } = registered.gilbert;
    assert.deepEqual([route, methods, authLevel], ["webhooks/gilbert", ["POST"], "anonymous"]);
    const logged = [];
    const context = { log: (...values) => void logged.push(values.join(" ")) };
    const send = (headers) => {
      const url = "https://app.example/api/webhooks/gilbert";
      return handler(
        new azure.HttpRequest({ method: "POST", url, headers, body: { bytes: Buffer.from(BODY) } }),
        context,
      );
    };
    assert.equal((await send(GENUINE)).status, 200);
    const { status, body } = await send(FORGED);
    assert.deepEqual([status, body, logged], [401, "invalid signature", ["dossier.created evt_1"]]);
  });

  it("google-cloud.md has a function, which the Functions Framework runs", async () => {
    const path = write("google-cloud/index.mjs", code("google-cloud.md"));
    const start = 'import { getTestServer } from "@google-cloud/functions-framework/testing";';
    await assertServer(
      write("google-cloud/run.mjs", `import ${JSON.stringify(path)};\n${start}\ngetTestServer("gilbert").listen(0);`),
      { path: "/" },
    );
  });

  it("firebase.md has a function, which the Functions Framework runs, with a stand-in for Firebase", async () => {
    const folder = "firebase/node_modules/firebase-functions";
    const exports = { "./https": "./https.js", "./params": "./params.js" };
    write(`${folder}/package.json`, JSON.stringify({ name: "firebase-functions", type: "module", exports }));
    write(`${folder}/https.js`, "export const onRequest = (_options, handler) => handler;");
    write(`${folder}/params.js`, "export const defineSecret = (name) => ({ name, value: () => process.env[name] });");
    write("firebase/index.mjs", code("firebase.md"));
    const run = [
      'import { http } from "@google-cloud/functions-framework";',
      'import { getTestServer } from "@google-cloud/functions-framework/testing";',
      'import { gilbert } from "./index.mjs";',
      'http("gilbert", gilbert);',
      'getTestServer("gilbert").listen(0);',
    ];
    await assertServer(write("firebase/run.mjs", run.join("\n")), { path: "/" });
  });

  it("netlify.md has a function", async (t) => {
    const { default: handler, config } = await load("netlify/gilbert.mjs", code("netlify.md"));
    assert.deepEqual(config, { path: "/webhooks/gilbert", method: "POST" });
    const lines = await printed(t, async () =>
      assertResponses(await ask((request) => handler(request, { requestId: "req-1" }))),
    );
    assert.deepEqual(lines, ["dossier.created evt_1 req-1"]);
  });

  it("astro.md has an endpoint", async (t) => {
    const { POST, prerender } = await load("pages/webhooks/gilbert.mjs", code("astro.md"));
    assert.equal(prerender, false);
    const lines = await printed(t, async () => assertResponses(await ask((request) => POST({ request }))));
    assert.deepEqual(lines, ["dossier.created evt_1"]);
  });

  it("supabase.md has a function, with a stand-in for Deno", async (t) => {
    const served = [];
    globalThis.Deno = { env: { get: (name) => process.env[name] }, serve: (handler) => served.push(handler) };
    t.after(() => delete globalThis.Deno);
    await load("supabase.mjs", code("supabase.md").replace("npm:hookward/", "hookward/"));
    const lines = await printed(t, async () => assertResponses(await ask((request) => served[0](request, {}))));
    assert.deepEqual(lines, ["dossier.created evt_1"]);
  });

  it("express.md has a parser that keeps the bytes", async () => {
    const [app, keeping] = [code("express.md"), code("express.md", 2)];
    const [first, ...rest] = app.split("const app = express();\n");
    assert.equal(rest.length, 1);
    const path = write(
      "express.md/keeping.mjs",
      [first, "const app = express();\n", keeping, onAnyPort(rest[0])].join("\n"),
    );
    const before = new URL("print-port.js", import.meta.url).href;
    const server = await start("node", ["--import", before, path], { GILBERT_WEBHOOK_SECRET: SECRET });
    try {
      assert.equal((await post(server.port, "/webhooks/gilbert", GENUINE, BODY)).status, 200);
      assert.equal((await post(server.port, "/webhooks/gilbert", FORGED, BODY)).status, 401);
    } finally {
      await server.stop();
    }
  });

  it("fastify.md has a scope, all of whose routes are verified", async () => {
    const whole = [
      'import Fastify from "fastify";',
      "const app = Fastify();",
      code("fastify.md", 2),
      "await app.listen({ port: 0 });",
    ];
    const before = new URL("print-port.js", import.meta.url).href;
    const args = ["--import", before, write("fastify.md/scope.mjs", whole.join("\n"))];
    const server = await start("node", args, { GRILLO_WEBHOOK_SECRET: SECRET });
    try {
      const send = (secret) => {
        const headers = { ...JSON_TYPE, "x-grillo-signature": `sha256=${hmac(secret, BODY)}` };
        return post(server.port, "/webhooks/grillo", headers, BODY);
      };
      assert.equal((await send(SECRET)).status, 200);
      const forged = await send("another");
      assert.deepEqual([forged.status, await forged.text()], [401, "invalid signature"]);
    } finally {
      await server.stop();
    }
  });

  it("node.md has an API route of Next.js", async (t) => {
    const { config, default: route } = await load("pages/api/gilbert.mjs", code("node.md", 2));
    assert.deepEqual(config, { api: { bodyParser: false } });
    const lines = await printed(t, () =>
      serving(route, async (port) => {
        const send = (headers) => post(port, "/api/gilbert", headers, BODY);
        await assertResponses([await send(GENUINE), await send(FORGED)]);
      }),
    );
    assert.deepEqual(lines, ["dossier.created"]);
  });

  it("hono.md has an app", async (t) => {
    const { default: app } = await load("hono.mjs", code("hono.md"));
    const lines = await printed(t, async () =>
      assertResponses(await ask((request) => app.fetch(request, process.env))),
    );
    assert.deepEqual(lines, ["dossier.created evt_1"]);
    const notes = await app.request("/api/notes", { method: "POST", body: '{"text":"milk"}' });
    assert.deepEqual(await notes.json(), { saved: "milk" });
  });

  it("lambda.md has a handler, for every way in", async (t) => {
    const { handler } = await load("lambda.mjs", code("lambda.md"));
    for (const event of [rest, http1, http2, functionUrl]) {
      const call = (headers) =>
        handler(event({ headers: Object.entries(headers), body: Buffer.from(BODY) }), { awsRequestId: "req-1" });
      const lines = await printed(t, async () => {
        assert.equal((await call(GENUINE)).statusCode, 200);
        assert.equal((await call(FORGED)).statusCode, 401);
      });
      assert.deepEqual(lines, ["dossier.created evt_1 req-1"]);
      t.mock.restoreAll();
    }
  });

  it("nextjs.md has a route handler, and one for a build without the secret", async (t) => {
    const [plain, later] = [code("nextjs.md"), code("nextjs.md", 2)];
    const { POST } = await load("app/webhooks/gilbert/route.mjs", plain);
    const lines = await printed(t, async () => assertResponses(await ask((request) => POST(request, { params: {} }))));
    assert.deepEqual(lines, ["dossier.created evt_1"]);

    delete process.env.GILBERT_WEBHOOK_SECRET;
    const path = write("app/webhooks/later/route.mjs", later);
    const built = await import(pathToFileURL(path));
    const request = new Request("https://app.example/", { method: "POST", headers: GENUINE, body: BODY });
    await assert.rejects(built.POST(request), { name: "ConfigError", code: "invalid_secret" });
    process.env.GILBERT_WEBHOOK_SECRET = SECRET;
    await assertResponses(await ask((asked) => built.POST(asked, {})));
  });

  it("sveltekit.md has an endpoint", async (t) => {
    // SvelteKit's own module, with the content that it would have.
    const exports = { "./dynamic/private": "./private.js" };
    write("node_modules/$env/package.json", JSON.stringify({ name: "$env", type: "module", exports }));
    write("node_modules/$env/private.js", "export const env = process.env;");
    const { POST } = await load("routes/+server.mjs", code("sveltekit.md"));
    const lines = await printed(t, async () =>
      assertResponses(await ask((request) => POST({ request, locals: "locals" }))),
    );
    assert.deepEqual(lines, ["dossier.created evt_1 locals"]);
  });

  it("react-router.md has an action", async (t) => {
    const { action } = await load("routes/webhooks.gilbert.mjs", code("react-router.md"));
    const lines = await printed(t, async () =>
      assertResponses(await ask((request) => action({ request, params: "params", context: {} }))),
    );
    assert.deepEqual(lines, ["dossier.created evt_1 params"]);
  });

  it("cloudflare-workers.md has a Worker, which workerd runs", async () => {
    const entry = write("worker.mjs", code("cloudflare-workers.md"));
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      outdir: "/bundle",
      format: "esm",
      external: ["cloudflare:workers"],
      // Wrangler's own conditions, in its order.
      conditions: ["workerd", "worker", "browser"],
      loader: { ".wasm": "copy" },
    });
    const modules = outputFiles
      .map(({ path, contents }) => ({ type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path, contents }))
      .toSorted((a) => (a.type === "ESModule" ? -1 : 1));
    const miniflare = new Miniflare({
      modules,
      modulesRoot: "/bundle",
      compatibilityDate: "2026-04-01",
      bindings: { GILBERT_WEBHOOK_SECRET: SECRET },
      kvNamespaces: ["EVENTS"],
    });
    try {
      const send = (headers, path = "/webhooks/gilbert") =>
        miniflare.dispatchFetch(`http://localhost${path}`, { method: "POST", headers, body: BODY });
      await assertResponses([await send(GENUINE), await send(FORGED)]);
      assert.equal((await send(GENUINE, "/other")).status, 404);
      const events = await miniflare.getKVNamespace("EVENTS");
      assert.equal(await events.get("evt_1"), BODY);
    } finally {
      await miniflare.dispose();
    }
  });

  it("deno.md has a server, with a stand-in for Deno", async (t) => {
    const block = code("deno.md");
    const served = [];
    globalThis.Deno = { env: { get: (name) => process.env[name] }, serve: (handler) => served.push(handler) };
    t.after(() => delete globalThis.Deno);
    await load("deno.mjs", block.replace("npm:hookward/", "hookward/"));
    const info = { remoteAddr: { hostname: "192.0.2.1" } };
    const lines = await printed(t, async () => assertResponses(await ask((request) => served[0](request, info))));
    assert.deepEqual(lines, ["dossier.created evt_1 192.0.2.1"]);
    assert.equal((await served[0](new Request("https://app.example/other"), info)).status, 404);
  });

  it("bun.md has a server, with a stand-in for Bun", async (t) => {
    const served = [];
    globalThis.Bun = { serve: (options) => served.push(options) };
    t.after(() => delete globalThis.Bun);
    await load("bun.mjs", code("bun.md"));
    const [{ routes, fetch: otherwise }] = served;
    const lines = await printed(t, async () => assertResponses(await ask(routes["/webhooks/gilbert"])));
    assert.deepEqual(lines, ["dossier.created evt_1"]);
    assert.equal(otherwise().status, 404);
  });

  it("has no code that is not run, and every page is in the table", () => {
    const pages = readdirSync(join(root, folder));
    const ids = pages.flatMap((name) => page(folder + name).blocks.map(({ id }) => id));
    assert.deepEqual([...run].sort(), ids.sort());
    const table = page(`${folder}README.md`).text;
    for (const name of pages.filter((one) => one !== "README.md")) assert.ok(table.includes(`](${name})`), name);
  });
});
