// The pictures of the pages in docs/images/.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { browser } from "../../scripts/setup.js";
import { Failure, root } from "../../scripts/shell.js";
import { startOperators, TOKEN } from "../../test-support/operators.js";
import { servePage } from "./serve.js";

const MOST_BYTES = 150_000;

/** Clicks on an example of the page that explains. */
const explain = (example) => (page) => page.getByRole("button", { name: example }).click();

/** Connects the operators' page. `delivery`: a part of the id of the one that is opened. */
const operate = (delivery) => async (page) => {
  await page.getByLabel("Operator token").fill(TOKEN);
  await page.keyboard.press("Enter");
  await page.locator("#delivery-list table").waitFor();
  await page.locator("#chart figure").waitFor();
  await page.evaluate(() => document.activeElement.blur());
  if (delivery === undefined) return;
  await page.getByLabel("State").selectOption("Dead");
  await page.locator("tr", { hasText: delivery }).getByRole("button").click();
  await page.locator("#detail .steps").waitFor();
};

/** Each picture by its name: the page, what is done there, in which colours, how large the window is, and to where it is scrolled. */
const PICTURES = {
  "explain-light": {
    page: "explain",
    act: explain("a parsed body"),
    colorScheme: "light",
    viewport: { width: 1240, height: 1525 },
  },
  "explain-dark": {
    page: "explain",
    act: explain("a parsed body"),
    colorScheme: "dark",
    viewport: { width: 1240, height: 1525 },
  },
  "explain-phone": {
    page: "explain",
    act: explain("an old delivery"),
    colorScheme: "light",
    viewport: { width: 360, height: 740 },
    at: "#result",
  },
  "console-light": { page: "console", act: operate(), colorScheme: "light", viewport: { width: 1240, height: 1240 } },
  "console-dark": { page: "console", act: operate(), colorScheme: "dark", viewport: { width: 1240, height: 1240 } },
  "console-phone": { page: "console", act: operate(), colorScheme: "light", viewport: { width: 360, height: 740 } },
  "console-delivery": {
    page: "console",
    act: operate("evt_dead0001"),
    colorScheme: "light",
    viewport: { width: 1240, height: 1000 },
  },
};

/** Takes the pictures whose names begin as one of `names` does; all without any. */
export async function takePictures(names = []) {
  const { chromium } = await import("playwright-core");
  const { default: sharp } = await import("sharp");
  const { chrome } = await browser();
  const served = { explain: await servePage(), console: await startOperators() };
  const running = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox"] });
  mkdirSync(join(root, "docs", "images"), { recursive: true });
  const wanted = ([name]) => names.length === 0 || names.some((one) => name.startsWith(one));
  try {
    for (const [name, { page: shown, act, at, ...look }] of Object.entries(PICTURES).filter(wanted)) {
      const page = await running.newPage({ ...look, deviceScaleFactor: 1.25 });
      await page.goto(served[shown].url);
      await act(page);
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.fonts.ready);
      if (at !== undefined)
        await page.locator(at).evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
      // Whatever fades has faded.
      await page.waitForTimeout(300);
      const path = join(root, "docs", "images", `${name}.png`);
      await sharp(await page.screenshot())
        .png({ palette: true, quality: 70, dither: 0, effort: 10 })
        .toFile(path);
      await page.close();
      const { size } = statSync(path);
      console.log(`docs/images/${name}.png: ${size} bytes`);
      if (size > MOST_BYTES) throw new Failure(`docs/images/${name}.png has more than ${MOST_BYTES} bytes.`);
    }
  } finally {
    await running.close();
    for (const one of Object.values(served)) await one.close();
  }
}
