/** The number of a port, as it is typed, and whether it can be had. */

import { once } from "node:events";
import { createServer } from "node:net";

import { codeOf, failed, usage } from "./cli-error.js";

/** Returns a port: `preset` if none is typed; 0 is any that is free. */
export function portOf(text: string | undefined, preset: number): number {
  if (text === undefined) return preset;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw usage("--port must be a number from 0 to 65535.");
  return Number(text);
}

/** Returns a port that nothing listens on: the one that is asked for, or any where that is 0. Throws if it is taken. */
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
