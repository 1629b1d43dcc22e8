/** `hookward page`: serves the page that explains deliveries, on this machine. */

import type { Command } from "./command.js";
import { startServer } from "./local-server.js";
import { respondWithPage } from "./page-files.js";
import { portOf } from "./port.js";

export const page: Command = {
  name: "page",
  summary: "serve the page that explains deliveries, on this machine",
  options: {
    port: {
      type: "string",
      value: "PORT",
      help: "the port to listen on (default: 8789, or a free port if 8789 is in use)",
    },
  },
  about: [
    "The page computes in the browser and sends nothing: its Content-Security-Policy allows no connection. The server listens on 127.0.0.1, " +
      "which no other machine can reach.",
  ],
  examples: ["hookward page", "hookward page --port 0"],
  async run(given, terminal) {
    const server = await startServer(portOf(given.text("port"), 8789), (req, res) =>
      respondWithPage("explain", "/", req, res),
    );
    const url = `http://127.0.0.1:${server.port}/`;
    if (given.is("json")) terminal.json({ url });
    else terminal.print(`The page is at ${url} (press Ctrl-C to stop)`);
    return server.untilStopped();
  },
};
