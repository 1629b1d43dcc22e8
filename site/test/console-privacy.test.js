// The operators' page sends the token and the data only to the Worker, and stores nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { TOKEN } from "../../test-support/operators.js";
import { connect, startPage } from "./operators.js";
import { checkPolicy, provoked } from "./visit.js";

let browser;
before(async () => {
  browser = await startPage();
});
after(() => browser.stop());

test("the page asks for its own files and for the Worker's interface, and the token goes in one header", async () => {
  await browser.open(async (page, { requests }) => {
    await connect(page);
    await page.getByLabel("State").selectOption("Dead");
    await page.locator("tr", { hasText: "evt_dead0001" }).getByRole("button").click();
    await page.getByRole("button", { name: "Redeliver", exact: true }).click();
    await page.getByRole("dialog").getByText("The delivery waits for its first attempt.").waitFor();
    const base = browser.url.replace("console/", "");
    const paths = new Set(
      requests.map((url) =>
        url
          .replace(base, "")
          .replace(/\?.*/, "")
          .replace(/\/\w{64}/, "/KEY"),
      ),
    );
    assert.deepEqual([...paths].filter((path) => !path.endsWith("icon.svg")).sort(), [
      ...[
        "console/",
        "console/jetbrains-mono.woff2",
        "console/main.js",
        "console/newsreader.woff2",
        "console/style.css",
      ],
      ...["deliveries", "deliveries/KEY", "deliveries/KEY/redeliver", "refused", "status"],
    ]);
    for (const url of requests) assert.ok(!url.includes(TOKEN), url);
  });
  for (const { authorization } of browser.served.requests) assert.equal(authorization, `Bearer ${TOKEN}`);
});

test("the policy is in force: what it forbids is stopped by the browser", async () => {
  await checkPolicy(browser.url, [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]);

  await browser.open(async (page, { complaints, requests }) => {
    const stopped = await page.evaluate(async () => {
      const sent = await fetch("http://127.0.0.2/leak").then(
        () => "sent",
        () => "stopped",
      );
      let html = "written";
      try {
        document.createElement("p").innerHTML = "<b>x</b>";
      } catch {
        html = "stopped";
      }
      return [sent, html];
    });
    assert.deepEqual(stopped, ["stopped", "stopped"]);
    assert.deepEqual(
      requests.filter((url) => url.includes("leak")),
      [],
    );
    assert.deepEqual(await provoked(page, complaints), ["connect-src", "require-trusted-types-for"]);
  });
});

test("the token is in no field, no storage and no address, and is gone with the page", async () => {
  await browser.open(async (page, { context }) => {
    const look = () =>
      page.evaluate(
        async (token) => ({
          fields: [...document.querySelectorAll("input")].some(({ value }) => value.includes(token)),
          markup: document.documentElement.outerHTML.includes(token),
          address: location.href,
          state: JSON.stringify(history.state),
          stored: [
            localStorage.length,
            sessionStorage.length,
            document.cookie,
            (await indexedDB.databases()).length,
            (await caches.keys()).length,
          ],
          name: window.name,
          globals: Object.values(globalThis).some((value) => value === token),
        }),
        TOKEN,
      );
    const clean = {
      fields: false,
      markup: false,
      address: browser.url,
      state: "null",
      stored: [0, 0, "", 0, 0],
      name: "",
      globals: false,
    };
    await connect(page);
    assert.deepEqual(await look(), clean);
    assert.deepEqual(await context.cookies(), []);

    await page.getByRole("button", { name: "Disconnect" }).click();
    assert.equal(await page.locator("tbody tr").count(), 0);
    const count = browser.served.requests.length;
    await page.waitForTimeout(6000);
    assert.equal(browser.served.requests.length, count, "nothing is asked without it");

    await connect(page);
    await page.goto("about:blank");
    await page.goBack();
    await page.getByLabel("Operator token").waitFor();
    assert.deepEqual(await look(), clean);
    assert.equal(await page.locator("tbody tr").count(), 0, "what was shown is gone with it");
  });
});

test("what is built has no address in it that is asked for", () => {
  const file = (name) => readFileSync(new URL(`../dist/console/${name}`, import.meta.url), "utf8");
  assert.doesNotMatch(file("style.css"), /https?:|@import/);
  assert.doesNotMatch(file("index.html"), /(?:src|href|action)="(?:https?:)?\/\//);
  assert.doesNotMatch(file("main.js"), /localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML/);
});
