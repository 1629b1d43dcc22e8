// The Worker as a user deploys it: from `npm install` to a delivery, on a machine without Rust, and the templates.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { root } from "../../../../scripts/shell.js";
import { run } from "../../program.js";

const SECRET = "whsec_5f0c91d27ab84e63";
const BODY = '{"id":"evt_1","object":"event","type":"payment_intent.succeeded"}';
const PATH = "/webhooks/stripe";

/** How long Wrangler may take to start, in milliseconds. */
const PATIENCE = 60_000;

const TEMPLATES = readdirSync(join(root, "templates"));

export const checks = [
  { title: "from npm install to a delivery, without Rust", reports: false, run: deploy },
  ...TEMPLATES.map((template) => ({
    title: `the template ${template}`,
    reports: false,
    run: (context) => buildTemplate(template, context),
  })),
  { title: "the template worker is what init writes", reports: false, run: compareTemplate },
];

/** An environment whose PATH has Node, npm and a shell, and nothing else: no cargo and no rustc. */
async function environmentIn(folder) {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  for (const name of ["node", "npm", "npx", "sh"]) {
    const found = process.env.PATH.split(delimiter).map((path) => join(path, name));
    const target = found.map((path) => attempt(() => realpathSync(path))).find(Boolean);
    symlinkSync(name === "node" ? process.execPath : target, join(bin, name));
  }
  const env = { PATH: bin, CI: "1", WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" };
  for (const name of ["cargo", "rustc"]) {
    const isThere = await run(name, ["--version"], { cwd: folder, env }).then(
      () => true,
      () => false,
    );
    if (isThere) throw new Error(`${name} is on the PATH of a machine that has no Rust`);
  }
  return env;
}

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Does what the documentation says, in an empty folder, with Stripe's own way of signing on the other side. */
async function deploy({ folder, tarball, out }) {
  const env = await environmentIn(out);
  // Outside of the repository: below it, npm would take the folder for a part of it, and install there.
  const cwd = mkdtempSync(join(tmpdir(), "hookward-project-"));
  try {
    await deployIn(cwd, env, { folder, tarball });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

async function deployIn(cwd, env, { folder, tarball }) {
  const { wrangler } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).dependencies;
  const origin = await startOrigin();
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  // As above: no scripts are needed, and none is run.
  const flags = ["--ignore-scripts", "--prefer-offline", "--no-fund", "--no-audit", "--loglevel=error"];
  await run("npm", ["install", ...flags, tarball, `wrangler@${wrangler}`], { cwd, env });
  const installed = seconds();
  const init = ["init", "--provider", "stripe", "--origin", origin.url, "--yes"];
  const written = await run("npx", ["hookward", ...init], { cwd, env });
  for (const command of ["npx wrangler secret put STRIPE_WEBHOOK_SECRET", "npx wrangler deploy"])
    if (!written.includes(`\n  ${command}\n`)) throw new Error(`init does not say ${command}:\n${written}`);
  const example = readFileSync(join(cwd, ".dev.vars.example"), "utf8");
  writeFileSync(join(cwd, ".dev.vars"), example.replace('""', `"${SECRET}"`));
  await run("npx", ["hookward", "check", "wrangler.toml"], { cwd, env });
  const worker = await startWrangler(cwd, env);
  try {
    await expect(worker.url, SECRET, [200, "taken"], origin, [BODY]);
    console.log(`    npm install ${installed}, to the first delivery ${seconds()}`);
    await expect(worker.url, "whsec_another", [401, "invalid signature"], origin, []);
  } finally {
    await worker.stop();
    origin.stop();
  }
  // And by itself, before a demo origin, with an example of its own.
  const results = await run("npx", ["hookward", "dev", "--once", "--port", "0", "--json"], { cwd, env });
  const tried = JSON.parse(results.trim().split("\n").at(-1)).results;
  if (tried.map(({ status, ok }) => `${status} ${ok}`).join() !== "200 true,401 true") throw new Error(results);
}

/** Sends a delivery that is signed as Stripe's documents say, and compares the response and what crossed. */
async function expect(url, secret, [status, text], origin, bodies) {
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", secret).update(`${time}.${BODY}`).digest("hex");
  const headers = { "content-type": "application/json", "stripe-signature": `t=${time},v1=${signature}` };
  const response = await fetch(url + PATH, { method: "POST", headers, body: BODY });
  const got = [response.status, await response.text(), origin.take()];
  const wanted = [status, text, bodies.map((body) => ({ path: PATH, event: "payment_intent.succeeded", body }))];
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
}

async function startOrigin() {
  const received = [];
  const server = createServer(async (req, res) => {
    const body = Buffer.concat(await req.toArray()).toString();
    received.push({ path: req.url, event: req.headers["x-hookward-event"], body });
    res.end("taken");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, take: () => received.splice(0), stop };
}

/** Starts `npx wrangler dev`, and waits until the Worker responds. It is ended with all that it started. */
async function startWrangler(cwd, env) {
  const port = await freePort();
  const child = spawn("npx", ["wrangler", "dev", "--ip", "127.0.0.1", "--port", `${port}`], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
  const ended = once(child, "exit");
  const stop = async () => {
    attempt(() => process.kill(-child.pid, "SIGTERM"));
    await Promise.race([ended, setTimeout(5000).then(() => attempt(() => process.kill(-child.pid, "SIGKILL")))]);
  };
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + PATIENCE; Date.now() < end && child.exitCode === null; ) {
    const response = await fetch(`${url}/_hookward/health`).catch(() => undefined);
    if (response?.status === 200) return { url, stop };
    await setTimeout(200);
  }
  await stop();
  throw new Error(`The Worker did not respond:\n${printed}`);
}

async function freePort() {
  const server = createSocket();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address();
  await once(server.close(), "close");
  return port;
}

/** Builds a template with the packed package: everything that a deployment does, but for the upload. */
async function buildTemplate(template, { folder, out }) {
  const cwd = join(out, "template");
  cpSync(join(root, "templates", template), cwd, { recursive: true });
  symlinkSync(join(folder, "node_modules"), join(cwd, "node_modules"), "junction");
  const env = { CI: "1", WRANGLER_SEND_METRICS: "false" };
  const bin = (name) => join(folder, "node_modules", ".bin", name);
  const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8"));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (dependencies.hookward !== `^${version}`) throw new Error(`It asks for hookward ${dependencies.hookward}.`);
  const installed = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).dependencies;
  for (const [name, range] of Object.entries(devDependencies))
    if (range !== `^${installed[name]}`)
      throw new Error(`It is built with ${name} ${installed[name]}, and asks for ${range}.`);
  await run(bin("hookward"), ["check"], { cwd });
  if (scripts.types !== undefined) {
    writeFileSync(join(cwd, ".dev.vars"), readFileSync(join(cwd, ".dev.vars.example")));
    await run(bin("wrangler"), ["types"], { cwd, env });
    await run(bin("tsc"), ["--project", cwd], { cwd });
  }
  const built = join(out, "built");
  await run(bin("wrangler"), ["deploy", "--dry-run", "--outdir", built], { cwd, env });
  const module = readFileSync(join(folder, "node_modules/hookward/dist/worker/index_bg.wasm"));
  const modules = readdirSync(built).filter((name) => name.endsWith(".wasm"));
  if (modules.length !== 1 || !readFileSync(join(built, modules[0])).equals(module))
    throw new Error(`The Worker's module is not what is deployed: ${modules}`);
}

async function compareTemplate({ folder, out }) {
  const args = ["init", "--provider", "stripe", "--origin", "https://app.example.com", "--yes"];
  await run(join(folder, "node_modules", ".bin", "hookward"), args, { cwd: out });
  const template = join(root, "templates", "worker");
  for (const name of readdirSync(out)) {
    const [written, kept] = [out, template].map((one) => readFileSync(join(one, name), "utf8"));
    const own = ({ name: _, cloudflare: __, ...rest }) => JSON.stringify(rest);
    const isSame = name === "package.json" ? own(JSON.parse(written)) === own(JSON.parse(kept)) : written === kept;
    if (!isSame) throw new Error(`templates/worker/${name} is not what init writes.`);
  }
  if (readdirSync(out).length !== 4) throw new Error(`init wrote ${readdirSync(out)}`);
}
