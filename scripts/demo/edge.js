// The Worker in workerd, with the routes of wrangler.toml, in front of an origin on this machine.

import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { root } from "../shell.js";
import { EXAMPLES } from "./examples.js";

/** The token and the secret of the demo. They are used nowhere else. */
export const OPERATOR_TOKEN = "demo-operator-token";
const ORIGIN_SECRET = `whsec_${Buffer.from("the secret of the demo's edge, 32").toString("base64")}`;

/**
 * The route whose deliveries are accepted before the origin receives them. Its attempts follow quickly, so that the user sees the deliveries arrive.
 */
const ACCEPTING = {
  path: "/webhooks/gilbert/accepted",
  scheme: "gilbert",
  mode: "accept",
  schedule: [0, 1, 1, 2, 5, 10, 30],
};

/** Starts an origin that accepts every request and keeps it. The origin can be stopped, and started again at the same port. */
export async function startOrigin() {
  const received = [];
  const listen = async (port) => {
    const server = createServer(async (req, res) => {
      received.push({ path: req.url, headers: req.headers, body: Buffer.concat(await req.toArray()) });
      res.writeHead(200, { "content-type": "text/plain" }).end("thank you");
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  };
  let server = await listen(0);
  const { port } = server.address();
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    stop,
    async start() {
      server = await listen(port);
    },
  };
}

/** Starts the Worker on 127.0.0.1 and `port`, with the demo secrets. Keeps its log lines. */
export async function startWorker(origin, port) {
  const { Miniflare } = await import("miniflare");
  const { unstable_readConfig } = await import("wrangler");
  const { vars, compatibility_date } = unstable_readConfig({ config: join(root, "wrangler.toml") });
  const routeOf = (scheme) => vars.ROUTES.find((route) => route.scheme === scheme);
  const accepting = { ...ACCEPTING, secrets: routeOf(ACCEPTING.scheme).secrets };
  const log = [];
  const worker = new Miniflare({
    host: "127.0.0.1",
    port,
    rootPath: root,
    scriptPath: "worker/development.js",
    modules: true,
    modulesRules: [
      { type: "ESModule", include: ["**/*.js"] },
      { type: "CompiledWasm", include: ["**/*.wasm"] },
    ],
    compatibilityDate: compatibility_date,
    durableObjects: { LEDGER: { className: "Ledger", useSQLite: true } },
    assets: {
      directory: join(root, "site", "dist"),
      binding: "ASSETS",
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
      assetConfig: { html_handling: "none" },
    },
    bindings: {
      ...vars,
      OPERATOR_TOKEN,
      ORIGIN_SECRET,
      ROUTES: [...vars.ROUTES, accepting].map((route) => ({ ...route, origin: `${origin.url}${route.path}` })),
      ...Object.fromEntries(EXAMPLES.map(({ scheme, secret }) => [routeOf(scheme).secrets[0], secret])),
    },
    handleRuntimeStdio(stdout, stderr) {
      for (const stream of [stdout, stderr]) {
        createInterface({ input: stream }).on("line", (line) => {
          if (line.startsWith("{")) log.push(JSON.parse(line));
          else if (line.trim()) console.error(line);
        });
      }
    },
  });
  const url = String(await worker.ready).replace(/\/$/, "");
  return {
    log,
    url,
    acceptingUrl: url + accepting.path,
    stop: () => worker.dispose(),
    urlOf: (scheme) => `${url}${routeOf(scheme).path}`,
  };
}
