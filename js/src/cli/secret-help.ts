/** The place where a provider shows its secret. */

import { readFileSync } from "node:fs";

import type { SchemeId } from "../index.js";

/** Returns the place of a provider's secret, as a phrase: `Dashboard > Webhooks > Signing secret`. */
export function secretHelpOf(id: SchemeId): string {
  // The build writes this file from the scheme files, next to the command line.
  const text = readFileSync(new URL("secret-help.json", import.meta.url), "utf8");
  return (JSON.parse(text) as Readonly<Record<SchemeId, string>>)[id];
}
