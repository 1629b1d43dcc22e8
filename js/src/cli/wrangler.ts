/**
 * The Wrangler of the user's project. hookward does not contain Wrangler, because the project's own Wrangler deploys
 * the Worker.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

import { configuration } from "./cli-error.js";

/** Returns the path of the Wrangler that is installed for a folder, if one is installed. */
export function findWrangler(folder: string): string | undefined {
  try {
    const manifest = createRequire(join(resolve(folder), "package.json")).resolve("wrangler/package.json");
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Readonly<Record<string, string>> };
    return bin["wrangler"] === undefined ? undefined : join(dirname(manifest), bin["wrangler"]);
  } catch {
    return undefined;
  }
}

/** Returns the path of the installed Wrangler. Throws an error that states how to install Wrangler. */
export function wranglerOf(folder: string): string {
  const program = findWrangler(folder);
  if (program !== undefined) return program;
  throw configuration("Wrangler is not installed here. Install it in this project: npm install --save-dev wrangler");
}
