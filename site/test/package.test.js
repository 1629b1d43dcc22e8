// The page from the npm package, served by `hookward page`. Its explanations equal those of the built page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start as startCommand } from "../../test-support/command.js";
import { checks, example, result, start } from "./visit.js";

/** Starts `hookward page` on a free port. */
async function servePackaged() {
  const { child, printed, done } = startCommand(["page", "--port", "0"], { env: {} });
  const found = () => /The page is at (\S+)/.exec(printed.stdout);
  while (!found() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    url: found()[1],
    async close() {
      child.kill("SIGINT");
      assert.equal((await done).code, 0);
    },
  };
}

/** Returns the explanations of each of the page's examples. */
async function explained(serve) {
  const browser = await start(serve);
  const seen = {};
  try {
    await browser.open(async (page, { requests }) => {
      for (const name of await page.locator("#examples button").allTextContents()) {
        await example(page, name);
        seen[name] = { ...(await result(page)), checks: await checks(page) };
      }
      for (const url of requests) assert.ok(url.startsWith(browser.url), url);
    });
  } finally {
    await browser.stop();
  }
  return seen;
}

test("the page in the package explains the examples as the built page does, from its own files", async () => {
  const packaged = await explained(servePackaged);
  assert.ok(Object.keys(packaged).length > 3);
  assert.deepEqual(packaged, await explained());
});
