// The types of workerd, as wrangler writes them for a project.

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

/** Returns the path of the types of a Worker with a route, its secret, a namespace for events, and the operators' page. */
export async function workerTypes() {
  const folder = "build/worker-types";
  const types = `${folder}/worker-configuration.d.ts`;
  await unlessFresh("worker-types", ["package-lock.json", "test-support/worker-types.js"], [types], () => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "wrangler.toml"), CONFIGURATION);
    writeFileSync(join(root, folder, ".dev.vars"), "GILBERT_WEBHOOK_SECRET=s\nOPERATOR_TOKEN=t\n");
    const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" };
    execFileSync(join(root, "node_modules/.bin/wrangler"), ["types"], { cwd: join(root, folder), env, stdio: "pipe" });
  });
  return join(root, types);
}
