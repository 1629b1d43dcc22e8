// Measures the memory that a request takes in a Worker in real workerd: the allocations on the heap of V8, the heap after a collection, and the
// growth of the process. Genuine and forged deliveries are measured.
//
//   node bench/memory.js [--quick] [--write]

import { fork } from "node:child_process";
import { once } from "node:events";
import { inspect } from "../test-support/inspector.js";
import { resident } from "../test-support/processes.js";
import { Client } from "./client.js";
import { forge, sign } from "./deliveries.js";
import { startWorker } from "./edge/start.js";
import { PATH, REFERENCE, workers } from "./edge/workers.js";
import { options, publish } from "./report.js";

const { quick, write } = options();
/** The Workers of the table. */
const NAMES = [REFERENCE, "gateway that verifies nothing", "JavaScript with crypto.subtle, logging", "hookward"];
const WARM_UP = quick ? 100 : 3000;
const REQUESTS = quick ? 100 : 10_000;
const SAMPLED = quick ? 100 : 1000;
const CONNECTIONS = 4;

async function measure(worker, origin, [headers, body, genuine]) {
  const { miniflare, port, pid } = await startWorker(worker, origin, { inspectorPort: 0 });
  try {
    const client = new Client(port, CONNECTIONS);
    const status = genuine || !worker.verifies ? 200 : 401;
    const send = async (count) => {
      let left = count;
      const one = async () => {
        while (left-- > 0) {
          const response = await client.post(PATH, body, headers);
          if (response.status !== status) throw new Error(`${response.status} in place of ${status}`);
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, one));
    };
    const inspector = await inspect(miniflare, () => fetch(`http://127.0.0.1:${port}/`, { method: "POST" }));
    await send(WARM_UP);
    const kept = await inspector.collect();
    const size = resident(pid);
    await send(REQUESTS);
    const grown = resident(pid) - size;
    const leaked = (await inspector.collect()) - kept;
    const allocated = await inspector.allocated(() => send(SAMPLED));
    inspector.close();
    client.close();
    return { allocated: allocated / SAMPLED, leaked: (1000 * leaked) / REQUESTS, grown: (1000 * grown) / REQUESTS };
  } finally {
    await miniflare.dispose();
  }
}

if (process.platform !== "linux") {
  console.log("The memory of a process is read from /proc, which this system has not.");
  process.exit();
}
const child = fork(new URL("edge/origin.js", import.meta.url));
try {
  const [{ port }] = await once(child, "message");
  const origin = `http://127.0.0.1:${port}${PATH}`;
  const [genuine] = sign("gilbert", 1024, 1);
  const [forged] = forge(genuine);
  const request = ({ headers: { host: _, "content-length": __, ...headers }, text }) => [headers, text];
  const all = await workers();
  const results = { reference: REFERENCE, ours: ["hookward"], workers: {} };
  for (const name of NAMES) {
    results.workers[name] = {
      refused: await measure(all[name], origin, [...request(forged), false]),
      accepted: await measure(all[name], origin, [...request(genuine), true]),
    };
    console.log(`${name}: ${2 * (WARM_UP + REQUESTS + SAMPLED)} requests`);
  }
  await publish("memory", results, { quick, write, command: "npm run bench:workerd" });
} finally {
  child.kill();
}
