/** Parses port numbers, and checks that a port is free. */

import { once } from "node:events";
import { createServer } from "node:net";

import { codeOf, failed, usage } from "./cli-error.js";

/** Parses a port number. Default: `preset`. The number 0 means any free port. */
export function portOf(text: string | undefined, preset: number): number {
  if (text === undefined) return preset;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw usage("--port must be a number from 0 to 65535.");
  return Number(text);
}

/** Returns a port on which no program listens: `port`, or any free port if `port` is 0. Throws if `port` is in use. */
export async function untakenPort(port: number): Promise<number> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    const code = codeOf(error);
    if (code !== "EADDRINUSE") throw failed(`Port ${port} cannot be listened on (${code}). Name another with --port.`);
    throw failed(`Port ${port} is taken. Stop what listens there, or name another with --port.`);
  }
  const { port: untaken } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return untaken;
}
