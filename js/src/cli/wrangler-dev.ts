/** Runs `wrangler dev` on a free port, and waits until it ends. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { basename, dirname, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";

import { codeOf, EXIT, type ExitCode, failed } from "./cli-error.js";
import type { Environment } from "./worker-config.js";

/** The time limit for Wrangler to start, in milliseconds. */
export const PATIENCE = 60_000;

/** The time limit for Wrangler to end after its Worker closed a connection, in milliseconds. */
const PATIENCE_OF_END = 2000;

export interface WranglerDev {
  /** The address of the Worker. */
  readonly url: string;
  /** Returns the result of `work`. Throws if Wrangler ends in the meantime, because a different program may then use the port. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Waits until Wrangler ends, by itself or by Ctrl-C. */
  untilStopped(): Promise<ExitCode>;
  stop(): void;
}

/** Starts Wrangler with a configuration on a port, and waits until its Worker can be called. */
export async function startWrangler(
  program: string,
  path: string,
  { name }: Environment,
  port: number,
  vars: Readonly<Record<string, string>>,
): Promise<WranglerDev> {
  const flags = ["--config", basename(path), "--ip", "127.0.0.1", "--port", `${port}`];
  const given = Object.entries(vars).flatMap(([key, value]) => ["--var", `${key}:${value}`]);
  const args = [program, "dev", ...flags, "--show-interactive-dev-session=false"];
  const child = spawn(process.execPath, [...args, ...(name === undefined ? [] : ["--env", name]), ...given], {
    cwd: dirname(resolve(path)),
    // Wrangler's output is printed to standard error, apart from the result. Wrangler reports through the IPC channel that it is ready.
    stdio: ["ignore", process.stderr, process.stderr, "ipc"],
  });
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    child.kill("SIGTERM");
  };
  // A Wrangler process that keeps running would keep the port.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  const ended = once(child, "exit").then(([code]) => {
    if (isStopped || code === 0) return EXIT.ok;
    throw endedError();
  });
  const during = <T>(work: Promise<T>) => whileRunning(work, ended);
  const late = setTimeout(PATIENCE, undefined, { ref: false }).then(() => {
    throw failed(`The Worker did not start within ${PATIENCE / 1000} s.`);
  });
  try {
    const url = `http://127.0.0.1:${await during(Promise.race([announcedPort(child), late]))}`;
    return { url, during, untilStopped: () => ended, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

const endedError = () => failed("Wrangler exited. See its output for the reason.");

/** Returns the port that Wrangler reports. A response would prove less, because a different program could have sent it. */
function announcedPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on("message", (message) => {
      const [, port] = /"event":"DEV_SERVER_READY",.*"port":(\d+)/.exec(`${message}`) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

async function whileRunning<T>(work: Promise<T>, ended: Promise<unknown>): Promise<T> {
  const end = ended.then(() => Promise.reject(endedError()));
  try {
    return await Promise.race([end, work]);
  } catch (error) {
    // Only errors that fetch throws are handled here.
    if (!(error instanceof Error) || !["TypeError", "TimeoutError"].includes(error.name)) throw error;
    // A connection closes just before its program has ended.
    await Promise.race([end, setTimeout(PATIENCE_OF_END)]);
    const reason = error.name === "TimeoutError" ? `within ${PATIENCE / 1000} s` : `(${codeOf(error.cause)})`;
    throw failed(`The Worker did not respond ${reason}. Wrangler's output may state why.`);
  }
}
