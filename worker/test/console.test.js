// The operators' page with the real Worker: through `hookward console`, and from the Worker's own static assets, as docs/CONSOLE.md describes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { Miniflare } from "miniflare";
import { parse } from "smol-toml";

import { headersOf } from "../../site/build/policy.js";
import { connect, refresh, rowsOf } from "../../site/test/operators.js";
import { start as startBrowser } from "../../site/test/visit.js";
import { start as startCommand } from "../../test-support/command.js";
import { block } from "../../test-support/documentation.js";
import { delivery, idsOf, SECRET, startLedger, until } from "../../test-support/ledger.js";
import { COMPATIBILITY_DATE, send, startOrigin } from "../../test-support/worker.js";

const TOKEN = "an-operator-token";
const CONSOLE = "/_hookward/console/";
const root = new URL("../../", import.meta.url);

let origin;
/** The response of the origin. */
let respond;
before(async () => {
  origin = await startOrigin((response, request) => respond(response, request));
});
after(() => origin.stop());

const started = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

/** Opens the page of `hookward console` with a Worker that has a ledger. */
async function visit(work) {
  const worker = await startLedger(
    origin.url,
    { mode: "accept", schedule: [0, 0.1], keepRefused: true },
    { vars: { OPERATOR_TOKEN: TOKEN } },
  );
  started.push(() => worker.stop());
  const browser = await startBrowser(async () => {
    const { child, printed, done } = startCommand([
      "console",
      "--url",
      `http://127.0.0.1:${worker.port}`,
      "--port",
      "0",
    ]);
    await until("the page is there", () => printed.stdout.includes("\n"));
    return {
      url: /The page is at (\S+)/.exec(printed.stdout)[1],
      async close() {
        child.kill("SIGINT");
        await done;
      },
    };
    // Chromium prints every status other than success.
  }, /^Failed to load resource: the server responded with a status of (401|404|503)/);
  started.push(() => browser.stop());
  await browser.open((page, session) => work(page, worker, session));
}

test("a delivery that a body parser changed is explained from the page, and erased there", async () => {
  respond = (response) => response.end("taken");
  await visit(async (page, worker, { context }) => {
    const { headers, body } = delivery("evt_parsed");
    const changed = JSON.stringify(JSON.parse(body), null, 2);
    assert.equal((await send(worker.port, { path: "/x", headers, body: changed })).status, 401);
    assert.equal((await worker.deliver("evt_genuine")).status, 200);
    await connect(page);
    const list = page.getByRole("table", { name: "Refused requests" });
    await list.waitFor();
    assert.deepEqual(
      (await rowsOf(page, "Refused requests")).map(([code, path, scheme]) => [code, path, scheme]),
      [["signature_mismatch", "/x", "gilbert"]],
    );
    const opened = context.waitForEvent("page");
    await list.getByRole("button", { name: "Explain" }).click();
    const explanation = await opened;
    await explanation.getByText("The secret is still missing.").first().waitFor();
    await explanation.getByLabel("Secret", { exact: true }).fill(SECRET);
    await explanation.getByText("body_reserialized_compact").waitFor();
    await explanation.close();
    await list.getByRole("button", { name: "Erase" }).click();
    await page.getByText("The request is erased.").waitFor();
    await list.waitFor({ state: "hidden" });
  });
});

test("what an operator does on the page, the Worker does: redeliver, dismiss, pause, erase", async () => {
  respond = (response, request) => {
    if (idsOf([request])[0].startsWith("evt_bad")) response.writeHead(500).end("the database is down");
    else response.end("taken");
  };
  await visit(async (page, worker) => {
    for (const id of ["evt_good", "evt_bad1", "evt_bad2"]) await worker.deliver(id);
    await until("all have ended", () => origin.requests.length >= 5);
    await connect(page);
    await until("the page shows them", async () => {
      await refresh(page);
      return (await page.locator("#summary").textContent()).includes("2 deliveries are dead.");
    });
    const states = async () =>
      Object.fromEntries((await rowsOf(page, "Deliveries")).map(([, state, id]) => [id, state]));
    const become = (expected) =>
      until(`the list is ${JSON.stringify(expected)}`, async () => {
        await refresh(page);
        await new Promise((resolve) => setTimeout(resolve, 200));
        return (
          JSON.stringify(Object.entries(await states()).sort()) === JSON.stringify(Object.entries(expected).sort())
        );
      });
    await become({ evt_good: "delivered", evt_bad1: "dead", evt_bad2: "dead" });
    const [route] = await rowsOf(page, "Routes");
    assert.deepEqual([route[0], route[4], route[5]], ["/x", "1", "2"]);

    await page.locator("tr", { hasText: "evt_bad1" }).getByRole("button").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Every attempt of the schedule failed.").waitFor();
    assert.deepEqual(await dialog.locator(".steps pre").allTextContents(), Array(2).fill("the database is down"));
    await dialog.getByText("Headers that are sent to the origin").click();
    assert.match(await dialog.locator("details dl").textContent(), /x-gilbert-signature/);
    origin.take();
    respond = (response) => response.end("taken");
    await dialog.getByRole("button", { name: "Redeliver" }).click();
    const [again] = await until("the origin has it", () => origin.requests.length > 0 && origin.take());
    assert.deepEqual(idsOf([again]), ["evt_bad1"]);
    await page.keyboard.press("Escape");
    await become({ evt_good: "delivered", evt_bad1: "delivered", evt_bad2: "dead" });

    await page.getByRole("button", { name: "Dismiss dead …" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Dismiss" }).click();
    await become({ evt_good: "delivered", evt_bad1: "delivered", evt_bad2: "dismissed" });

    await page.getByRole("button", { name: "Pause: /x" }).click();
    await page.getByText("Paused: no attempts are made.").waitFor();
    assert.equal((await worker.deliver("evt_later")).status, 200);
    await become({ evt_good: "delivered", evt_bad1: "delivered", evt_bad2: "dismissed", evt_later: "waiting" });
    await page.getByRole("button", { name: "Resume: /x" }).click();
    await become({ evt_good: "delivered", evt_bad1: "delivered", evt_bad2: "dismissed", evt_later: "delivered" });

    await page.getByLabel("State").selectOption("Delivered");
    await page.getByLabel("Id, event or tenant").fill("evt_good");
    await become({ evt_good: "delivered" });
    await page.getByLabel("Accepted").selectOption("In the last hour");
    origin.take();
    await page.getByRole("button", { name: "Redeliver all in this time …" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Redeliver" }).click();
    await page.getByText("3 deliveries will be sent again.").waitFor();
    const repeated = await until("the origin has them", () => origin.requests.length >= 3 && origin.take());
    assert.deepEqual(idsOf(repeated).sort(), ["evt_bad1", "evt_good", "evt_later"]);
    await become({ evt_good: "delivered" });
    await page.locator("tr", { hasText: "evt_good" }).getByRole("button").click();
    await dialog.getByRole("button", { name: "Erase …" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Erase" }).click();
    await dialog.getByText("An operator erased the content of the delivery.").waitFor();
  });
});

test("with another token nothing is shown, and the page says what to do", async () => {
  await visit(async (page) => {
    await page.getByLabel("Operator token").fill("another");
    await page.keyboard.press("Enter");
    await page.getByText("The Worker has a different token.").waitFor();
    assert.ok(await page.getByLabel("Operator token").isVisible());
  });
});

/** The code and the configuration of docs/CONSOLE.md. */
const { code } = await transform(block("docs/CONSOLE.md#from-the-worker ts").code, { loader: "ts" });
const { assets } = parse(block("docs/CONSOLE.md#from-the-worker toml").code);

const ROUTE = { path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin: "https://app.example.com/x" };

/** Starts the Worker of docs/CONSOLE.md. */
async function startWithAssets(vars) {
  const read = (name) => readFileSync(new URL(`build/${name}`, root));
  const miniflare = new Miniflare({
    compatibilityDate: COMPATIBILITY_DATE,
    modules: [
      { type: "ESModule", path: "worker.js", contents: code.replaceAll("hookward/worker", "./index.js") },
      { type: "ESModule", path: "index.js", contents: read("index.js").toString() },
      { type: "CompiledWasm", path: "index_bg.wasm", contents: read("index_bg.wasm") },
    ],
    bindings: { ROUTES: [ROUTE], SECRET: "s3cret", ...vars },
    durableObjects: { LEDGER: { className: "Ledger", useSQLite: true } },
    assets: {
      directory: fileURLToPath(new URL(assets.directory.replace("node_modules/hookward/", ""), root)),
      binding: assets.binding,
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: assets.run_worker_first },
    },
    handleRuntimeStdio: () => {},
  });
  started.push(() => miniflare.dispose());
  await miniflare.ready;
  return (path, init) => miniflare.dispatchFetch(`https://edge.example${path}`, { redirect: "manual", ...init });
}

test("from the Worker's static assets the page is served whole, each file with its policy", async () => {
  const get = await startWithAssets({ OPERATOR_TOKEN: TOKEN });
  for (const name of ["", "main.js", "style.css", "icon.svg"]) {
    const response = await get(CONSOLE + name);
    assert.equal(response.status, 200, name);
    const expected = readFileSync(new URL(`dist/assets${CONSOLE}${name || "index.html"}`, root));
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), expected, name);
    for (const [header, value] of Object.entries(headersOf("console")))
      assert.equal(response.headers.get(header), value, name);
  }
  const short = await get(CONSOLE.slice(0, -1));
  assert.deepEqual([short.status, short.headers.get("location")], [307, CONSOLE]);
  for (const path of ["/", "/main.js", "/_headers", `${CONSOLE}none.js`])
    assert.equal((await get(path)).status, 404, path);
  assert.equal((await get("/_hookward/status")).status, 401, "the interface is the Worker's");
});

test("without OPERATOR_TOKEN there is no page", async () => {
  const get = await startWithAssets({});
  for (const path of [
    CONSOLE,
    CONSOLE.slice(0, -1),
    `${CONSOLE}index.html`,
    `${CONSOLE}main.js`,
    "/_hookward/status",
  ]) {
    const response = await get(path);
    assert.deepEqual([response.status, await response.text()], [404, "not found"], path);
  }
});
