// The accessibility of the operators' page: axe's rules in both color schemes and on a phone, and only the keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { attempt, record, refusedRecord, sampleDeliveries } from "../../test-support/operators.js";
import { connect, refresh, startPage } from "./operators.js";
import { violations } from "./visit.js";

const now = Date.now();
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

const refused = [
  refusedRecord({ tenant: "a".repeat(64), bytes: 100_000, isCut: true }),
  refusedRecord({ at: 1, bytes: null }),
];

let browser;
before(async () => {
  browser = await startPage({ deliveries: sampleDeliveries(now), refused });
  const { held } = browser.served;
  held.circuits = { "/webhooks/grillo": [{ origin: 0, failures: 5, openUntil: now + 3_600_000, allowance: null }] };
  held.paused.add("/webhooks/grillo");
});
after(() => browser.stop());

const looks = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, phone: PHONE };
for (const [name, look] of Object.entries(looks)) {
  test(`axe finds nothing, ${name}`, async () => {
    await browser.open(async (page) => {
      assert.deepEqual(await violations(page), [], "before there is a token");
      await page.getByRole("button", { name: "Connect" }).click();
      await page.getByRole("alert").waitFor();
      assert.deepEqual(await violations(page), [], "with a problem");
      await connect(page);
      await page.getByText("Show as a table").click();
      await page.getByLabel("Accepted").selectOption("Between two times");
      assert.deepEqual(await violations(page), [], "connected");
      await page.getByLabel("State").selectOption("Dead");
      await page.locator("tr", { hasText: "evt_dead0001" }).getByRole("button").click();
      await page.locator("#detail .steps").waitFor();
      await page.getByText("Headers that are sent to the origin").click();
      assert.deepEqual(await violations(page), [], "one delivery");
      await page.getByRole("button", { name: "Erase …" }).click();
      await page.getByRole("alertdialog").waitFor();
      assert.deepEqual(await violations(page), [], "a question");
    }, look);
  });
}

test("dark and light are two looks", async () => {
  const papers = [];
  for (const colorScheme of ["light", "dark"]) {
    const open = async (page) =>
      papers.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await browser.open(open, { colorScheme });
  }
  assert.notEqual(papers[0], papers[1]);
});

test("nothing is wider than a small phone, however long its words are", async () => {
  const long = "w".repeat(300);
  const attempts = [{ ...attempt(1, now, 500), response: long }];
  const { held } = browser.served;
  const before = held.deliveries;
  held.deliveries = [
    record(now, {
      deliveryId: long,
      event: `e${long}`,
      tenant: long,
      state: "dead",
      attempts,
      headers: { [long]: long },
    }),
    ...before,
  ];
  try {
    await browser.open(async (page) => {
      const cut = () =>
        page.evaluate(() =>
          [...document.querySelectorAll("body *:not(.skip, svg *)")]
            .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1)
            .map((element) => `${element.tagName}.${element.className}`),
        );
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await connect(page);
      await page.getByText("Show as a table").click();
      assert.equal(await overflow(), 0);
      assert.deepEqual(await cut(), []);
      await page.locator("#delivery-list").getByRole("button").first().click();
      await page.locator("#detail .steps").waitFor();
      await page.getByText("Headers that are sent to the origin").click();
      assert.deepEqual(await cut(), [], "one delivery");
    }, PHONE);
  } finally {
    held.deliveries = before;
  }
});

test("with the keyboard alone, from the token to a delivery and back", async () => {
  await browser.open(async (page) => {
    const here = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
    const press = async (key) => {
      await page.keyboard.press(key);
      return here();
    };
    assert.equal(await press("Tab"), "Skip to the deliveries");
    assert.equal(await press("Tab"), "token");
    await page.keyboard.type("an-operator-token");
    await page.keyboard.press("Enter");
    await page.locator("#delivery-list table").waitFor();
    await page.locator("#chart figure").waitFor();
    await page.locator("#refused-list table").waitFor();
    assert.equal(await here(), "routes-title");
    assert.equal(await press("Shift+Tab"), "disconnect");
    assert.equal(await press("Shift+Tab"), "live");
    const visited = [];
    for (let presses = 0; presses < 30 && visited.at(-1) !== "dossier.qualified"; presses++)
      visited.push(await press("Tab"));
    assert.deepEqual(visited, [
      "disconnect",
      "Pause",
      "Redeliver dead …",
      "Dismiss dead …",
      "Resume",
      "Show as a table",
      "filter-path",
      "filter-state",
      "filter-time",
      "filter-text",
      "dossier.qualified",
    ]);
    assert.equal(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "solid");

    assert.equal(await press("Enter"), "detail-title", "a delivery opens with its title");
    await page.locator("#detail .steps").waitFor();
    assert.equal(await press("Tab"), "detail-close");
    assert.equal(await press("Tab"), "Erase …");
    assert.equal(await press("Enter"), "confirm-no", "what is asked begins with no");
    assert.equal(await press("Escape"), "Erase …");
    assert.equal(await press("Escape"), "dossier.qualified", "back where it was opened");
  });
});

test("what happens is announced where it stands, and only when it changes", async () => {
  await browser.open(async (page) => {
    await connect(page);
    const status = page.locator("#summary[role=status]");
    assert.match(await status.textContent(), /Some deliveries are dead.*2 deliveries are dead/);
    const changes = await page.evaluateHandle(() => {
      const seen = { count: 0 };
      new MutationObserver(() => seen.count++).observe(document.getElementById("summary"), {
        childList: true,
        subtree: true,
      });
      return seen;
    });
    await refresh(page);
    await page.waitForTimeout(500);
    assert.equal(await changes.evaluate(({ count }) => count), 0);
    for (const role of ["banner", "main", "region", "form", "contentinfo"])
      assert.ok((await page.getByRole(role).count()) > 0, role);
  });
});

test("whoever wants no motion sees none", async () => {
  await browser.open(
    async (page) => {
      await connect(page);
      const moving = await page.evaluate(
        () =>
          [document.documentElement, ...document.querySelectorAll("*")].filter((element) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
            return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
          }).length,
      );
      assert.equal(moving, 0);
    },
    { reducedMotion: "reduce" },
  );
});
