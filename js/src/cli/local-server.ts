/** A server that only this machine can reach. */

import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { codeOf, EXIT, type ExitCode, failed } from "./cli-error.js";

/** A running server and its port. */
export interface LocalServer {
  readonly port: number;
  /** Waits for Ctrl-C, and then stops the server. */
  untilStopped(): Promise<ExitCode>;
}

/** Starts a server on a port, or on a free port if that port is in use. */
export async function startServer(port: number, respond: RequestListener): Promise<LocalServer> {
  const server = await listening(port, respond);
  return {
    port: (server.address() as AddressInfo).port,
    untilStopped: () =>
      new Promise<ExitCode>((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) {
          process.once(signal, () => {
            server.close(() => resolve(EXIT.ok));
            server.closeAllConnections();
          });
        }
      }),
  };
}

async function listening(port: number, respond: RequestListener): Promise<Server> {
  const server = createServer(respond);
  for (const one of [port, 0]) {
    server.listen(one, "127.0.0.1");
    try {
      await once(server, "listening");
      return server;
    } catch (error) {
      if (codeOf(error) !== "EADDRINUSE") throw failed(`Cannot listen on port ${one} (${codeOf(error)}).`);
    }
  }
  throw failed("There is no free port.");
}
