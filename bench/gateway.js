// What the whole hookward Worker adds to a request, against a Worker that hands everything on unread and one that verifies with
// the runtime's own cryptography. Each runs in its own workerd; the client and the origin have a process each.
//
//   node bench/gateway.js [--quick] [--write]

import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ask, environment, run } from "../scripts/shell.js";
import { root } from "../test-support/bundle.js";
import { forge, SECRETS, sign } from "./deliveries.js";
import { options, publish } from "./report.js";
import { compare, shuffled, spread } from "./rounds.js";
import { targetLines } from "./targets.js";

const { quick, write } = options();
const ROUNDS = quick ? 2 : 25;
const BATCH = quick ? 40 : 120;
const CONNECTIONS = 16;
/** How many requests a round has for which the processor's time is taken. */
const REQUESTS = quick ? 20 : 150;
const PATH = "/webhooks/gilbert";
const REFERENCE = "pass-through";
const SECRET = SECRETS.gilbert;

const { Miniflare } = await import("miniflare");
const source = (path) => readFileSync(join(root, path));
const script = (path) => [{ type: "ESModule", path: "index.js", contents: source(path).toString() }];
const module = (folder) => [
  ...script(`${folder}/index.js`),
  { type: "CompiledWasm", path: "index_bg.wasm", contents: source(`${folder}/index_bg.wasm`) },
];

/** The forwarder of the worker crate, as worker-build makes it. Gives the folder. */
async function buildForwarder() {
  const [WASM_BINDGEN_BIN, ESBUILD_BIN] = [await ask("which", ["wasm-bindgen"]), await ask("which", ["esbuild"])];
  const folder = join("bench", "edge", "forwarder");
  await run("worker-build", ["--profile", "worker", folder], {
    env: { ...environment, WASM_BINDGEN_BIN, ESBUILD_BIN },
  });
  return join(folder, "build");
}
const hookward = module("build");

/** The Workers: their modules, and what they are configured with for an origin. */
const WORKERS = {
  [REFERENCE]: {
    modules: script("bench/edge/pass-through.js"),
    bindings: (origin) => ({ ORIGIN: origin }),
    verifies: false,
  },
  // What of the difference comes before any verification: in JavaScript, for deciding before forwarding, and in Rust, for being it.
  "gateway that verifies nothing": {
    modules: script("bench/edge/gateway.js"),
    bindings: (origin) => ({ ORIGIN: origin }),
    verifies: false,
  },
  "pass-through of the worker crate": {
    modules: module(await buildForwarder()),
    bindings: (origin) => ({ ORIGIN: origin }),
    verifies: false,
  },
  "JavaScript with crypto.subtle": {
    modules: script("bench/edge/subtle.js"),
    bindings: (origin) => ({ ORIGIN: origin, SECRET }),
    verifies: true,
  },
  // hookward logs a line a request, so this shows what of the difference is the log.
  "JavaScript with crypto.subtle, logging": {
    modules: script("bench/edge/subtle.js"),
    bindings: (origin) => ({ ORIGIN: origin, SECRET, LOG: true }),
    verifies: true,
  },
  hookward: { modules: hookward, bindings: route, verifies: true },
  "hookward, signing for the origin": {
    modules: hookward,
    bindings: (origin) => ({ ...route(origin), ORIGIN_SECRET: SECRETS.standard }),
    verifies: true,
  },
};

function route(origin) {
  return { ROUTES: [{ path: PATH, scheme: "gilbert", secrets: ["SECRET"], origin }], SECRET };
}

const started = [];
const child = (file) => {
  const process = fork(new URL(file, import.meta.url));
  started.push(() => process.kill());
  return process;
};

/** The processes that this one has started. Linux tells them; elsewhere there is no processor time in the table. */
const children = () => {
  if (process.platform !== "linux") return [];
  return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
};

/** Nanoseconds for which a process has had a processor, all its threads together. */
const processorTime = (pid) =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]))
    .reduce((sum, time) => sum + time, 0);

/** How much of a processor each Worker takes for a request, against the reference: what other programs do here changes it least. */
async function compareProcessorTime(workers, work) {
  const ratios = new Map(workers.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const spent = new Map();
    for (const { name, port, pid } of shuffled(workers)) {
      const before = processorTime(pid);
      await work(port);
      spent.set(name, processorTime(pid) - before);
    }
    for (const { name } of workers) ratios.get(name).push(spent.get(name) / spent.get(REFERENCE));
  }
  return Object.fromEntries([...ratios].map(([name, values]) => [name, spread(values)]));
}

async function start({ modules, bindings }, origin) {
  const before = children();
  const worker = new Miniflare({
    compatibilityDate: "2026-04-01",
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    modules,
    bindings: bindings(origin),
    // The Worker logs a line a request. It is read, as it would be, and not kept.
    handleRuntimeStdio(stdout, stderr) {
      stdout.resume();
      stderr.resume();
    },
  });
  started.push(() => worker.dispose());
  const { port } = await worker.unsafeGetDirectURL();
  return { port: Number(port), pid: children().find((pid) => !before.includes(pid)) };
}

try {
  const [{ port }] = await once(child("edge/origin.js"), "message");
  const client = child("edge/load.js");
  const load = async (work) => {
    client.send(work);
    const [{ error }] = await once(client, "message");
    if (error !== undefined) throw new Error(error);
  };

  const [genuine] = sign("gilbert", 1024, 1);
  const request = ({ headers, text }) => {
    const { host: _, "content-length": __, ...rest } = headers;
    return { path: PATH, headers: rest, body: text, requests: 1, connections: 1, status: 200 };
  };
  const running = [];
  for (const [name, worker] of Object.entries(WORKERS)) {
    const { port: own, pid } = await start(worker, `http://127.0.0.1:${port}${PATH}`);
    running.push({ name, port: own, pid });
    await load({ ...request(genuine), port: own });
    const status = worker.verifies ? 401 : 200;
    for (const forged of forge(genuine)) await load({ ...request(forged), port: own, status });
  }
  console.log(
    `${Object.keys(WORKERS).length} Workers let through what is genuine; those that verify refuse what is forged.`,
  );

  const versus = (connections) => {
    const contestants = running.map(({ name, port }) => ({
      name,
      run: (times) => load({ ...request(genuine), port, requests: times, connections }),
    }));
    return compare(contestants, { reference: REFERENCE, rounds: ROUNDS, batch: BATCH });
  };
  const speed = await versus(1);
  const rate = await versus(CONNECTIONS);
  const counted = running.every(({ pid }) => pid !== undefined);
  const serve = (port) => load({ ...request(genuine), port, requests: REQUESTS });
  const processor = counted ? await compareProcessorTime(running, serve) : {};
  /** From how many times as fast to how many times as long. */
  const inverse = ({ median, low, high, rounds }) => ({ median: 1 / median, low: 1 / high, high: 1 / low, rounds });
  const workers = Object.fromEntries(
    running.map(({ name }) => [name, { latency: inverse(speed[name]), rate: rate[name], processor: processor[name] }]),
  );
  const results = { reference: REFERENCE, ours: ["hookward"], connections: CONNECTIONS, workers };
  await publish("gateway", results, { quick, write, command: "npm run bench:workerd" });
  for (const line of targetLines("gateway", results)) console.log(line);
} finally {
  for (const stop of started) await stop();
}
