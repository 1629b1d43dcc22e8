// Measures what the whole hookward Worker adds to a request. It is compared with a Worker that forwards everything unread, and with one that verifies
// with the runtime's own cryptography. Each Worker runs in its own workerd, and the client and the origin run in their own processes.
//
//   node bench/gateway.js [--quick] [--write]

import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";

import { forge, sign } from "./deliveries.js";
import { startWorker } from "./edge/start.js";
import { PATH, REFERENCE, workers } from "./edge/workers.js";
import { options, publish } from "./report.js";
import { compare, shuffled, spread } from "./rounds.js";
import { targetLines } from "./targets.js";

const { quick, write } = options();
const ROUNDS = quick ? 2 : 25;
const BATCH = quick ? 40 : 120;
const CONNECTIONS = 16;
/** The number of requests in a round of the measurement of processor time. */
const REQUESTS = quick ? 20 : 150;

const WORKERS = await workers();

const started = [];
const child = (file) => {
  const process = fork(new URL(file, import.meta.url));
  started.push(() => process.kill());
  return process;
};

/** Returns the processor time of a process with all its threads, in nanoseconds. */
const processorTime = (pid) =>
  readdirSync(`/proc/${pid}/task`)
    .map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]))
    .reduce((sum, time) => sum + time, 0);

/**
 * Compares the processor time of the Workers for a request with that of the reference. Other programs on the machine affect this measurement least.
 */
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
    const { miniflare, port: own, pid } = await startWorker(worker, `http://127.0.0.1:${port}${PATH}`);
    started.push(() => miniflare.dispose());
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
  /** Converts a ratio of speeds to a ratio of times. */
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
