// Starts a real Redis or a real PostgreSQL for a test, on a separate port or socket and without data.
//
//     await startRedis(), await startPostgres()      { …how to connect, stop() }, or undefined if the program is missing

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serverProgram } from "../scripts/setup.js";
import { sleep } from "./http.js";

/** The user and group id of `nobody`. PostgreSQL refuses to run as root, so it runs as `nobody` instead. */
const NOBODY = 65_534;

/** Runs a program until it ends. Throws its output if it failed. */
async function run({ path, env }, args, options) {
  const child = spawn(path, args, { env, ...options, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${path} ended with ${code}:\n${errors}`);
}

/** Starts a program that serves. `isReady` is called until it returns true. */
async function serve({ path, env }, args, isReady, options) {
  const child = spawn(path, args, { env, ...options, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  const stop = async (signal) => {
    child.kill(signal);
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    if (isReady(printed)) return stop;
    await sleep(50);
  }
  await stop("SIGKILL");
  throw new Error(`${path} does not serve:\n${printed}`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Starts Redis, and returns its URL. */
export async function startRedis() {
  const program = await serverProgram("redis-server");
  if (program === undefined) return undefined;
  const port = await freePort();
  const args = ["--bind", "127.0.0.1", "--port", `${port}`, "--save", "", "--appendonly", "no"];
  const stop = await serve(program, args, (printed) => /Ready to accept connections/.test(printed), { cwd: tmpdir() });
  return { url: `redis://127.0.0.1:${port}`, stop: () => stop("SIGTERM") };
}

/** Starts PostgreSQL with a separate database, and returns the connection options for a client. */
export async function startPostgres() {
  const [initdb, postgres] = [await serverProgram("initdb"), await serverProgram("postgres")];
  if (initdb === undefined || postgres === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "hookward-postgres-"));
  const asOther = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (asOther.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  chmodSync(folder, 0o700);
  const options = { ...asOther, cwd: folder };
  const data = join(folder, "data");
  const settings = ["--auth", "trust", "--username", "hookward", "--no-sync", "--encoding", "UTF8", "--locale", "C"];
  await run(initdb, ["--pgdata", data, ...settings], options);
  // The server listens on a socket in the folder, and on no port.
  const args = ["-D", data, "-k", folder, "-c", "listen_addresses=", "-F"];
  const isReady = () => existsSync(join(folder, ".s.PGSQL.5432"));
  const stop = await serve(
    postgres,
    args,
    (printed) => isReady() && /ready to accept connections/.test(printed),
    options,
  );
  return {
    connection: { host: folder, user: "hookward", database: "postgres" },
    async stop() {
      // On this signal, PostgreSQL ends once its clients have disconnected.
      await stop("SIGTERM");
      rmSync(folder, { recursive: true });
    },
  };
}
