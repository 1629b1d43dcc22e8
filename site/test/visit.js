// A page in Chromium, from the server of `npm run page` or another, with everything written down that it asks for or is refused.

import assert from "node:assert/strict";

import axe from "axe-core";
import { chromium } from "playwright-core";
import { browser } from "../../scripts/setup.js";
import { servePage } from "../build/serve.js";

/**
 * Starts the server and the browser. Both are ended by `stop`. `serve`: what starts another server, and returns its url. `expected`: what
 * the browser may print.
 */
export async function start(serve = servePage, expected = /(?!)/) {
  const { chrome } = await browser();
  const served = await serve();
  const running = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  return {
    url: served.url,
    served,
    /** Opens the page in a context of its own, and closes it behind the work. */
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
      // The browser's own word on what the policy forbade, whether or not it printed anything.
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

/** Holds a page's policy to rules, in its header and in its markup, which has nothing that the policy forbids. Returns the policy. */
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

/** Takes the violations of the policy that a test provoked: that they were noticed shows that the other tests would notice theirs. */
export async function provoked(page, complaints) {
  const violated = await page.evaluate(() => globalThis.violations.splice(0));
  complaints.length = 0;
  return [...new Set(violated.map((one) => one.split(" ")[0]))].sort();
}

/** Clicks on an example and waits for its answer. */
export async function example(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.locator("#result .example", { hasText: name }).waitFor();
}

/** What the answer says first: its stamp, the code of its finding, and how sure that is. */
export async function result(page) {
  const text = async (selector) => {
    const found = page.locator(`#result ${selector}`).first();
    return (await found.count()) === 0 ? undefined : (await found.textContent()).trim();
  };
  return { badge: await text(".badge"), code: await text(".grounds dd"), confidence: await text(".confidence") };
}

/** The state of every check, by its name. */
export const checks = (page) =>
  page
    .locator(".steps li")
    .evaluateAll((items) => Object.fromEntries(items.map(({ dataset }) => [dataset.check, dataset.state])));

/** What axe finds. It is put in from outside, since the page's policy lets no other script in. */
export async function violations(page) {
  await page.evaluate(`${axe.source}; globalThis.axe = axe; undefined`);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.ok(found.passes.length > 20, "axe ran");
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
}
