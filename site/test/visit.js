// A page in Chromium, from the server of `npm run page` or another. Its requests and its refused actions are recorded.

import assert from "node:assert/strict";

import axe from "axe-core";
import { chromium } from "playwright-core";
import { browser } from "../../scripts/setup.js";
import { servePage } from "../build/serve.js";

/**
 * Starts the server and the browser. `stop` ends both. `serve` starts another server, and returns its URL. `expected` matches the messages that the
 * browser may print.
 */
export async function start(serve = servePage, expected = /(?!)/) {
  const { chrome } = await browser();
  const served = await serve();
  const running = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  return {
    url: served.url,
    served,
    /** Opens the page in a separate context, and closes it after the work. */
    async open(work, look = {}) {
      const context = await running.newContext({ viewport: { width: 1240, height: 900 }, ...look });
      const page = await context.newPage();
      const requests = [];
      const complaints = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (!expected.test(message.text())) complaints.push(message.text());
      });
      // The browser's own report of policy violations, whether or not it prints them.
      await page.addInitScript(() => {
        globalThis.violations = [];
        document.addEventListener("securitypolicyviolation", (event) =>
          globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      try {
        await page.goto(served.url);
        await work(page, { requests, complaints, context });
        assert.deepEqual(await page.evaluate(() => globalThis.violations), [], "the policy was violated");
        assert.deepEqual(complaints, [], "the browser complained");
      } finally {
        await context.close();
      }
    },
    async stop() {
      await running.close();
      await served.close();
    },
  };
}

/**
 * Checks that a page's policy contains rules, in its header and in its markup. Also checks that the markup contains nothing that the policy forbids.
 */
export async function checkPolicy(url, rules) {
  const response = await fetch(url);
  const policy = response.headers.get("content-security-policy");
  for (const rule of rules) assert.ok(policy.split("; ").includes(rule), rule);
  const html = await response.text();
  const [, meta] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html);
  assert.equal(meta, policy.replace("frame-ancestors 'none'; ", ""));
  assert.doesNotMatch(html, /<style|style=|<script(?![^>]*src=)|\son\w+=/);
  return policy;
}

/** Returns the policy violations that a test provoked, and clears them. This shows that the other tests would detect violations. */
export async function provoked(page, complaints) {
  const violated = await page.evaluate(() => globalThis.violations.splice(0));
  complaints.length = 0;
  return [...new Set(violated.map((one) => one.split(" ")[0]))].sort();
}

/** Clicks on an example, and waits for its explanation. */
export async function example(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator("#result .example", { hasText: name }).waitFor();
}

/** Returns the first parts of the explanation: its badge, the code of its finding, and its confidence. */
export async function result(page) {
  const text = async (selector) => {
    const found = page.locator(`#result ${selector}`).first();
    return (await found.count()) === 0 ? undefined : (await found.textContent()).trim();
  };
  return { badge: await text(".badge"), code: await text(".grounds dd"), confidence: await text(".confidence") };
}

/** Returns the state of every check, by its name. */
export const checks = (page) =>
  page
    .locator(".steps li")
    .evaluateAll((items) => Object.fromEntries(items.map(({ dataset }) => [dataset.check, dataset.state])));

/** Returns the violations that axe finds. axe is evaluated from outside, because the page's policy allows no other script. */
export async function violations(page) {
  await page.evaluate(`${axe.source}; globalThis.axe = axe; undefined`);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.ok(found.passes.length > 20, "axe ran");
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
}
