/** `hookward console`: serves the operators' page of a Worker on this machine. */

import type { IncomingMessage, RequestListener } from "node:http";

import type { Command } from "./command.js";
import { startServer } from "./local-server.js";
import { respondWithPage } from "./page-files.js";
import { portOf } from "./port.js";
import { passToWorker, refuse } from "./worker-proxy.js";
import { WORKER, workerUrl } from "./worker-url.js";

const CONSOLE = "/_hookward/console/";
const EXPLAIN = "/_hookward/explain/";

export const operatorsConsole: Command = {
  name: "console",
  summary: "serve the operators' page of a Worker on this machine",
  options: {
    ...WORKER,
    port: {
      type: "string",
      value: "PORT",
      help: "the port to listen on (default: 8790, or a free port if 8790 is in use)",
    },
  },
  about: [
    "The page shows deliveries and their states, and can redeliver, dismiss, erase and pause. It asks for the value of the " +
      "Worker's secret OPERATOR_TOKEN, and keeps the value only in memory.",
    "The page sends its requests to the Worker through this server. The server listens on 127.0.0.1, forwards only requests below /_hookward/, and " +
      "prints none of them. The server also serves the page that explains deliveries.",
  ],
  examples: ["hookward console --url https://hooks.example.com", "hookward console --url http://127.0.0.1:8787"],
  async run(given, terminal) {
    const worker = workerUrl(given);
    const { port, untilStopped } = await startServer(portOf(given.text("port"), 8790), respondBefore(worker));
    const url = `http://127.0.0.1:${port}${CONSOLE}`;
    if (given.is("json")) terminal.json({ url });
    else terminal.print(`The page is at ${url} (press Ctrl-C to stop)`);
    return untilStopped();
  },
};

const respondBefore =
  (worker: URL): RequestListener =>
  (req, res) => {
    const { url = "/" } = req;
    // A host name that someone else controls may also resolve to this machine. A page of theirs would then have the
    // same origin.
    if (!isOwn(req))
      return refuse(res, 403, "This server accepts only requests from this machine, to the address that was printed.");
    if (url === "/" || url === CONSOLE.slice(0, -1)) return void res.writeHead(302, { location: CONSOLE }).end();
    if (url.startsWith(CONSOLE)) return respondWithPage("console", CONSOLE, req, res);
    if (url.startsWith(EXPLAIN)) return respondWithPage("explain", EXPLAIN, req, res);
    return passToWorker(worker, req, res);
  };

/** Returns whether a request uses this machine's own name, and does not come from a page of a different origin. */
function isOwn({ headers: { host = "", origin }, socket }: IncomingMessage): boolean {
  const own = [`127.0.0.1:${socket.localPort}`, `localhost:${socket.localPort}`];
  return own.includes(host) && (origin === undefined || origin === `http://${host}`);
}
