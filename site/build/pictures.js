// The pictures of the page in docs/images/.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { browser } from "../../scripts/setup.js";
import { Failure, root } from "../../scripts/shell.js";
import { servePage } from "./serve.js";

/** Each picture: the example that is shown, in which colours, and how large the window is. */
const PICTURES = {
  light: { example: "a parsed body", colorScheme: "light", viewport: { width: 1240, height: 1525 } },
  dark: { example: "a parsed body", colorScheme: "dark", viewport: { width: 1240, height: 1525 } },
  phone: { example: "an old delivery", colorScheme: "light", viewport: { width: 360, height: 740 }, at: "#result" },
};
const MOST_BYTES = 150_000;

export async function takePictures() {
  const { chromium } = await import("playwright-core");
  const { default: sharp } = await import("sharp");
  const { chrome } = await browser();
  const served = await servePage();
  const running = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox"] });
  mkdirSync(join(root, "docs", "images"), { recursive: true });
  try {
    for (const [name, { example, at, ...look }] of Object.entries(PICTURES)) {
      const page = await running.newPage({ ...look, deviceScaleFactor: 1.25 });
      await page.goto(served.url);
      await page.getByRole("button", { name: example }).click();
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.fonts.ready);
      if (at !== undefined)
        await page.locator(at).evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
      // Whatever fades has faded.
      await page.waitForTimeout(300);
      const path = join(root, "docs", "images", `explain-${name}.png`);
      await sharp(await page.screenshot())
        .png({ palette: true, quality: 70, dither: 0, effort: 10 })
        .toFile(path);
      await page.close();
      const { size } = statSync(path);
      console.log(`docs/images/explain-${name}.png: ${size} bytes`);
      if (size > MOST_BYTES) throw new Failure(`docs/images/explain-${name}.png has more than ${MOST_BYTES} bytes.`);
    }
  } finally {
    await running.close();
    await served.close();
  }
}
