// No input leaves the page, or remains after it is closed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { checkPolicy, example, provoked, start } from "./visit.js";

const SECRET = "a-secret-that-nobody-else-may-see";

let browser;
before(async () => {
  browser = await start();
});
after(() => browser.stop());

test("the page asks for its own files and for nothing else, whatever is done with it", async () => {
  await browser.open(async (page, { requests }) => {
    for (const name of await page.locator("#examples button").allTextContents()) await example(page, name);
    await page.getByLabel("Secret", { exact: true }).fill(SECRET);
    await page.getByRole("button", { name: "Explain" }).click();
    await page.getByText("secret_different").waitFor();
    const own = ["", "icon.svg", "jetbrains-mono.woff2", "main.js", "newsreader.woff2", "style.css"];
    const asked = [...new Set(requests)].filter((url) => url !== `${browser.url}icon.svg`);
    assert.deepEqual(
      asked.sort(),
      own.filter((name) => name !== "icon.svg").map((name) => browser.url + name),
    );
  });
});

test("the policy is in force: what it forbids is stopped by the browser", async () => {
  const policy = await checkPolicy(browser.url, [
    "default-src 'none'",
    "connect-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ]);
  assert.equal((await fetch(`${browser.url}no-such-file`)).headers.get("content-security-policy"), policy);

  await browser.open(async (page, { complaints, requests }) => {
    const stopped = await page.evaluate(async (url) => {
      const sent = await fetch(`${url}?leak`).then(
        () => "sent",
        () => "stopped",
      );
      const beacon = await new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve("sent");
        image.onerror = () => resolve("stopped");
        image.src = "http://127.0.0.2/leak.png";
      });
      let html = "written";
      try {
        document.createElement("p").innerHTML = "<b>x</b>";
      } catch {
        html = "stopped";
      }
      return [sent, beacon, html];
    }, browser.url);
    assert.deepEqual(stopped, ["stopped", "stopped", "stopped"]);
    assert.deepEqual(
      requests.filter((url) => url.includes("leak") && !url.startsWith("http://127.0.0.2")),
      [],
    );
    // The header and the meta element each report the violations.
    assert.deepEqual(await provoked(page, complaints), ["connect-src", "img-src", "require-trusted-types-for"]);
  });
});

test("a secret is in its own field and nowhere else: not in the page, its address, or any storage", async () => {
  await browser.open(async (page, { context }) => {
    await example(page, "a parsed body");
    const field = page.getByLabel("Secret", { exact: true });
    await field.fill(SECRET);
    await page.getByText("secret_different").waitFor();
    const look = () =>
      page.evaluate(async (secret) => {
        const holders = [...document.querySelectorAll("input, textarea, select")].filter(({ value }) =>
          value.includes(secret),
        );
        return {
          fields: holders.map(({ id, type }) => [id.replace(/\d+/, "N"), type]),
          markup: document.documentElement.outerHTML.includes(secret),
          text: document.documentElement.textContent.includes(secret),
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
        };
      }, SECRET);
    const clean = {
      markup: false,
      text: false,
      address: browser.url,
      state: "null",
      stored: [0, 0, "", 0, 0],
      name: "",
    };
    assert.deepEqual(await look(), { ...clean, fields: [["secret-N", "password"]] });
    await page.getByRole("button", { name: "Show the secret" }).click();
    assert.deepEqual(await look(), { ...clean, fields: [["secret-N", "text"]] });

    await page.getByRole("button", { name: "Clear everything" }).click();
    assert.deepEqual(await look(), { ...clean, fields: [] });
    assert.equal(await page.getByLabel("Headers").inputValue(), "");

    await page.getByLabel("Secret", { exact: true }).fill(SECRET);
    await page.goto("about:blank");
    await page.goBack();
    await page.getByLabel("Headers").waitFor();
    assert.deepEqual((await look()).fields, [], "it came back with the page");
    assert.deepEqual(await context.cookies(), []);
  });
});

test("what is built has no address in it that is asked for", () => {
  const file = (name) => readFileSync(new URL(`../dist/explain/${name}`, import.meta.url), "utf8");
  assert.doesNotMatch(file("style.css"), /https?:|@import/);
  assert.doesNotMatch(file("index.html"), /(?:src|href|action)="(?:https?:)?\/\//);
});
