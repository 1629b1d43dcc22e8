// The types of workerd, as Wrangler generates them for a project.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, unlessFresh } from "../scripts/shell.js";

const CONFIGURATION = `name = "documented"
main = "worker.js"
compatibility_date = "2026-04-01"

[[vars.ROUTES]]
path = "/webhooks/gilbert"
scheme = "gilbert"
secrets = ["GILBERT_WEBHOOK_SECRET"]
origin = "https://app.example.com/webhooks/gilbert"

[[kv_namespaces]]
binding = "EVENTS"
id = "events"

[assets]
directory = "."
binding = "ASSETS"
`;

/**
 * Returns the path of the types of a Worker with a route, a namespace for events, and the operators' page. Wrangler knows the secrets only if
 * .dev.vars contains them. A fresh clone and CI have no .dev.vars.
 */
export async function workerTypes({ hasSecrets = true } = {}) {
  const name = hasSecrets ? "worker-types" : "worker-types-without-secrets";
  const folder = `build/${name}`;
  const types = `${folder}/worker-configuration.d.ts`;
  await unlessFresh(name, ["package-lock.json", "test-support/worker-types.js"], [types], () => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "wrangler.toml"), CONFIGURATION);
    const secrets = "GILBERT_WEBHOOK_SECRET=s\nOPERATOR_TOKEN=t\n";
    writeFileSync(join(root, folder, ".dev.vars"), hasSecrets ? secrets : "");
    const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" };
    execFileSync(join(root, "node_modules/.bin/wrangler"), ["types"], { cwd: join(root, folder), env, stdio: "pipe" });
  });
  return join(root, types);
}
