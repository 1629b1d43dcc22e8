// The accessibility of the page: axe's rules in both color schemes, a phone, only the keyboard, and the live region for
// screen readers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { example, result, start, violations } from "./visit.js";

const EXAMPLES = ["a genuine delivery", "a parsed body", "a secret with a newline", "an old delivery"];
const PHONE = { width: 360, height: 740 };

let browser;
before(async () => {
  browser = await start();
});
after(() => browser.stop());

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, async () => {
    await browser.open(
      async (page) => {
        assert.deepEqual(await violations(page), [], "empty");
        for (const name of EXAMPLES) {
          await example(page, name);
          assert.deepEqual(await violations(page), [], name);
        }
        await example(page, "a parsed body");
        await page.getByLabel("followed by").selectOption("lf");
        await page.locator(".further").waitFor();
        assert.deepEqual(await violations(page), [], "two findings");
        await page.getByLabel("Scheme", { exact: true }).selectOption("custom");
        await page.getByRole("button", { name: "Add another secret" }).click();
        await page
          .locator("#file")
          .setInputFiles({ name: "body.json", mimeType: "application/json", buffer: Buffer.from("{}") });
        await page.locator("#file-card").waitFor();
        await page.waitForTimeout(400);
        assert.deepEqual(await violations(page), [], "every field open");
      },
      { colorScheme },
    );
  });
}

test("dark and light are two looks", async () => {
  const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const papers = [];
  for (const colorScheme of ["light", "dark"]) {
    await browser.open(async (page) => papers.push(await paper(page)), { colorScheme });
  }
  assert.notEqual(papers[0], papers[1]);
});

test("nothing is wider than a phone", async () => {
  await browser.open(
    async (page) => {
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.equal(await overflow(), 0);
      for (const name of EXAMPLES) {
        await example(page, name);
        assert.equal(await overflow(), 0, name);
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll("main *")]
            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => `${element.tagName}.${element.className}`),
        );
        assert.deepEqual(cut, [], name);
      }
      await page.getByLabel("Body", { exact: true }).fill(`"${"a".repeat(3000)}"`);
      await page.getByLabel("Headers").fill(`x-gilbert-signature: ${"b".repeat(3000)}`);
      await page.waitForTimeout(400);
      assert.equal(await overflow(), 0, "long words");
    },
    { viewport: PHONE, hasTouch: true, isMobile: true },
  );
});

test("with the keyboard alone, from the first key to the answer", async () => {
  await browser.open(async (page) => {
    const here = () =>
      page.evaluate(() => {
        const { activeElement: at } = document;
        return at.id || at.textContent.trim();
      });
    const visited = [];
    for (let presses = 0; presses < 30 && visited.at(-1) !== "Clear everything"; presses++) {
      await page.keyboard.press("Tab");
      visited.push((await here()).replace(/^(secret)-\d+/, "$1").replace(/^clear$/, "Clear everything"));
    }
    assert.deepEqual(visited, [
      "Skip to the explanation",
      ...EXAMPLES,
      "scheme",
      "headers",
      "request-file",
      "body",
      "file",
      "secret",
      "Show",
      "secret-ending",
      "secret-add",
      "clock-now",
      "received-at",
      "Explain",
      "Clear everything",
    ]);
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(ring, "solid", "what has the focus shows it");

    await page.getByRole("button", { name: "a parsed body" }).focus();
    await page.keyboard.press("Enter");
    assert.equal((await result(page)).code, "body_reserialized_compact");
    await page.getByRole("button", { name: "Explain" }).focus();
    await page.keyboard.press("Space");
    assert.equal(await here(), "explanation", "the button leads to the answer");
  });
});

test("a verdict is announced where it stands, and what it means is in words", async () => {
  await browser.open(async (page) => {
    const status = page.getByRole("status");
    assert.match(await status.textContent(), /^Waiting/);
    await example(page, "an old delivery");
    assert.match(await status.textContent(), /Refused.*signed 2820 s ago.*proven/s);
    const states = await page.locator(".steps .state").allTextContents();
    assert.deepEqual(states, ["passed", "passed", "passed", "passed", "failed", "skipped"]);
    const landmarks = ["banner", "main", "form", "region", "contentinfo"];
    for (const role of landmarks) assert.ok((await page.getByRole(role).count()) > 0, role);
  });
});

test("whoever wants no motion sees none", async () => {
  await browser.open(
    async (page) => {
      const moving = await page.evaluate(
        () =>
          [document.documentElement, ...document.querySelectorAll("*")].filter((element) => {
            const style = getComputedStyle(element);
            return (
              style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior === "smooth"
            );
          }).length,
      );
      assert.equal(moving, 0);
    },
    { reducedMotion: "reduce" },
  );
});
