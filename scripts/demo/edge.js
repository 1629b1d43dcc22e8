// The Worker in workerd, with the routes of wrangler.toml, before an origin on this machine.

import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { root } from "../shell.js";
import { EXAMPLES } from "./examples.js";

/** Starts an origin that accepts every request and keeps what it received. */
export async function startOrigin() {
  const received = [];
  const server = createServer(async (req, res) => {
    received.push({ headers: req.headers, body: Buffer.concat(await req.toArray()) });
    res.writeHead(200, { "content-type": "text/plain" }).end("thank you");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}`, received, stop: () => server.close() };
}

/** Starts the Worker on 127.0.0.1 and `port`, with the demo secrets. Keeps its log lines. */
export async function startWorker(origin, port) {
  const { Miniflare } = await import("miniflare");
  const { unstable_readConfig } = await import("wrangler");
  const { vars, compatibility_date } = unstable_readConfig({ config: join(root, "wrangler.toml") });
  const routeOf = (scheme) => vars.ROUTES.find((route) => route.scheme === scheme);
  const log = [];
  const worker = new Miniflare({
    host: "127.0.0.1",
    port,
    rootPath: join(root, "build"),
    scriptPath: "index.js",
    modules: true,
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: compatibility_date,
    bindings: {
      ...vars,
      ROUTES: vars.ROUTES.map((route) => ({ ...route, origin: `${origin.url}${route.path}` })),
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
  return { log, stop: () => worker.dispose(), urlOf: (scheme) => `${url}${routeOf(scheme).path}` };
}
