// The Worker as a part of another Worker, which calls it for some of its paths. `hookward/worker` is imported from the package and bundled as
// Wrangler does.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";

import { COMPATIBILITY_DATE, sign, startOrigin } from "../../test-support/worker.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const SECRET = "s3cret";

/** Another developer's Worker, with its own path. */
const OWN = `
  const { queueMicrotask } = globalThis;
  const names = Object.getOwnPropertyNames(globalThis);
  const { default: hookward } = await import("hookward/worker");
  export default {
    async fetch(request, env, ctx) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/webhooks/")) return hookward.fetch(request, env, ctx);
      if (pathname.startsWith("/longer/")) {
        // The sender's headers with a longer body, as a program sends them that has decompressed it.
        const bytes = await request.bytes();
        const start = (controller) => {
          controller.enqueue(bytes);
          controller.enqueue(new Uint8Array(Number(pathname.split("/").at(-1))).fill(32));
          controller.close();
        };
        const made = { method: "POST", headers: request.headers, body: new ReadableStream({ start }) };
        return hookward.fetch(new Request(new URL("/webhooks/gilbert", request.url), made), env, ctx);
      }
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !names.includes(name));
      return Response.json({ added, isOwn: globalThis.queueMicrotask === queueMicrotask });
    },
  };`;

let folder;
let origin;
let own;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hookward-own-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/hookward"), "junction");
  writeFileSync(join(folder, "own.js"), OWN);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const flags = ["--dry-run", "--outdir", "out", "--name", "own", "--compatibility-date", COMPATIBILITY_DATE];
  const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" };
  execFileSync(join(root, "node_modules/.bin/wrangler"), ["deploy", "own.js", ...flags], {
    cwd: folder,
    env,
    stdio: "pipe",
  });
  origin = await startOrigin();
  const out = join(folder, "out");
  const modules = readdirSync(out)
    .filter((name) => /\.(js|wasm)$/.test(name))
    .sort()
    .map((name) => ({
      type: name.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
      path: join(out, name),
      contents: readFileSync(join(out, name)),
    }));
  own = new Miniflare({
    compatibilityDate: COMPATIBILITY_DATE,
    modulesRoot: out,
    modules: modules.sort(({ type }) => (type === "ESModule" ? -1 : 1)),
    bindings: {
      SECRET,
      ROUTES: [{ path: "/webhooks/gilbert", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url }],
    },
    handleRuntimeStdio: (stdout, stderr) => {
      stdout.resume();
      stderr.resume();
    },
  });
});

after(async () => {
  await own?.dispose();
  await origin?.stop();
  rmSync(folder, { recursive: true });
});

const fetchOwn = (path, init) => own.dispatchFetch(`https://own.example${path}`, init);

test("it verifies and forwards for the paths that it is called for", async () => {
  const body = '{"event":"x"}';
  const post = (secret) =>
    fetchOwn("/webhooks/gilbert", { method: "POST", body, headers: Object.fromEntries(sign.gilbert(secret, body)) });
  const genuine = await post(SECRET);
  assert.deepEqual([genuine.status, await genuine.text()], [200, "taken"]);
  assert.deepEqual(
    origin.take().map((request) => request.body.toString()),
    [body],
  );
  const forged = await post("another");
  assert.deepEqual([forged.status, await forged.text()], [401, "invalid signature"]);
  assert.deepEqual(origin.take(), []);
  assert.equal((await fetchOwn("/webhooks/none", { method: "POST", body })).status, 404);
});

test("a body has its limit, whatever length the headers declare", async () => {
  const body = '{"event":"x"}';
  const most = (1 << 20) - body.length;
  for (const [more, status] of [
    [most, 200],
    [most + 1, 413],
  ]) {
    const headers = Object.fromEntries(sign.gilbert(SECRET, body + " ".repeat(more)));
    const response = await fetchOwn(`/longer/${more}`, { method: "POST", body, headers });
    assert.equal(response.status, status);
    assert.deepEqual(
      origin.take().map((request) => request.body.length),
      status === 200 ? [1 << 20] : [],
    );
  }
});

test("it leaves the globals of the other as they are", async () => {
  const { added, isOwn } = await (await fetchOwn("/")).json();
  assert.deepEqual([added, isOwn], [["__worker_init_state"], true]);
});
