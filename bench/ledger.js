// Measures what a ledger adds to a delivery: its rows, in a small and a large ledger, and its time, compared with a Worker that forwards everything
// unread. Each Worker runs in its own workerd, and the client and the origin run in their own processes.
//
//   node bench/ledger.js [--quick] [--write]

import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../test-support/bundle.js";
import { countRows, fillLedger, storedBytes } from "../test-support/counted-ledger.js";
import { SECRETS, sign } from "./deliveries.js";
import { startWorker } from "./edge/start.js";
import { options, publish } from "./report.js";
import { shuffled, spread } from "./rounds.js";

const { quick, write } = options();
const [SMALL, LARGE] = quick ? [100, 1000] : [1000, 100_000];
const ROUNDS = quick ? 2 : 10;
const ONE_BY_ONE = quick ? 10 : 60;
const AT_ONCE = quick ? 32 : 320;
const CONNECTIONS = 16;
const SIZE = 1024;
const PATH = "/x";

const read = (path) => readFileSync(join(root, path));
const MODULES = [
  { type: "ESModule", path: "index.js", contents: read("build/index.js").toString() },
  { type: "CompiledWasm", path: "index_bg.wasm", contents: read("build/index_bg.wasm") },
];
const PASS_THROUGH = [{ type: "ESModule", path: "index.js", contents: read("bench/edge/pass-through.js").toString() }];

/** The Workers: the route's mode, and the number of deliveries in its ledger. */
const WORKERS = {
  "pass-through": {},
  "no ledger": { route: {} },
  [`dedupe, ${SMALL} stored`]: { route: { mode: "proxy" }, stored: SMALL },
  [`dedupe, ${LARGE} stored`]: { route: { mode: "proxy" }, stored: LARGE },
  [`acceptance, ${SMALL} stored`]: { route: { mode: "accept", concurrency: 20 }, stored: SMALL },
  [`acceptance, ${LARGE} stored`]: { route: { mode: "accept", concurrency: 20 }, stored: LARGE },
};
const REFERENCE = "pass-through";

const stops = [];
const child = (file) => {
  const process = fork(new URL(file, import.meta.url));
  stops.push(() => process.kill());
  return process;
};

async function start({ route, stored }, origin) {
  if (route === undefined) return startWorker({ modules: PASS_THROUGH, bindings: (ORIGIN) => ({ ORIGIN }) }, origin);
  const folder = mkdtempSync(join(tmpdir(), "hookward-bench-"));
  stops.unshift(() => rmSync(folder, { recursive: true, force: true }));
  if (stored !== undefined) await fillLedger(folder, stored);
  const table = { path: PATH, scheme: "gilbert", secrets: ["SECRET"], origin, ...route };
  const bindings = () => ({ ROUTES: [table], SECRET: SECRETS.gilbert, ORIGIN_SECRET: SECRETS.standard });
  const durableObjects = { LEDGER: { className: "Ledger", useSQLite: true } };
  return startWorker({ modules: MODULES, bindings }, origin, { durableObjects, durableObjectsPersist: folder });
}

try {
  const [rows, bytes] = [{}, {}];
  for (const [name, mode, failures] of [
    ["proxy", "proxy", 0],
    ["accept", "accept", 0],
    ["retry", "accept", 1],
  ]) {
    bytes[name] = await storedBytes(mode, SIZE);
    rows[name] = await countRows(mode, SMALL, failures);
    const large = await countRows(mode, LARGE, failures);
    const same = JSON.stringify(rows[name]) === JSON.stringify(large);
    console.log(`${name}: ${bytes[name]} bytes, ${JSON.stringify(rows[name])}`);
    console.log(`among ${LARGE}: ${same ? "the same" : JSON.stringify(large)}`);
  }

  const origin = child("edge/origin.js");
  const [{ port }] = await once(origin, "message");
  const client = child("edge/load.js");
  let index = 0;
  /** Sends new deliveries, and waits until the origin has received them. Returns both times in milliseconds. */
  const send = async (to, requests, connections) => {
    const deliveries = sign("gilbert", SIZE, requests, Date.now(), index).map(({ headers, text }) => {
      const { host: _, "content-length": __, ...rest } = headers;
      return { headers: rest, body: text };
    });
    index += requests;
    const started = performance.now();
    client.send({ port: to, path: PATH, deliveries, requests, connections, status: 200 });
    const [{ error, took }] = await once(client, "message");
    if (error !== undefined) throw new Error(error);
    origin.send({ requests });
    await once(origin, "message");
    return { took, arrived: performance.now() - started };
  };

  const running = [];
  for (const [name, worker] of Object.entries(WORKERS)) {
    const started = await start(worker, `http://127.0.0.1:${port}/`);
    stops.unshift(() => started.miniflare.dispose());
    running.push({ name, port: started.port });
    await send(started.port, AT_ONCE, CONNECTIONS);
  }
  console.log(`${running.length} Workers let through what is genuine.`);

  const values = new Map(
    running.map(({ name }) => [name, { latency: [], rate: [], arrivals: [], each: [], second: [] }]),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const spent = new Map();
    for (const { name, port } of shuffled(running)) {
      const one = await send(port, ONE_BY_ONE, 1);
      const many = await send(port, AT_ONCE, CONNECTIONS);
      spent.set(name, {
        each: one.took / ONE_BY_ONE,
        responses: many.took / AT_ONCE,
        arrivals: many.arrived / AT_ONCE,
      });
    }
    const reference = spent.get(REFERENCE);
    for (const [name, { each, responses, arrivals }] of spent) {
      const own = values.get(name);
      own.latency.push(each / reference.each);
      own.rate.push(reference.responses / responses);
      own.arrivals.push(reference.arrivals / arrivals);
      own.each.push(each);
      own.second.push(1000 / arrivals);
    }
  }
  const spreads = (own) => Object.fromEntries(Object.entries(own).map(([what, all]) => [what, spread(all)]));
  const workers = Object.fromEntries([...values].map(([name, own]) => [name, spreads(own)]));
  await publish(
    "ledger",
    { reference: REFERENCE, rows, bytes, workers },
    { quick, write, command: "npm run bench:ledger" },
  );
} finally {
  for (const stop of stops) await stop();
}
