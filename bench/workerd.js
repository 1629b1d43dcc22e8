// Measures how fast the npm package verifies inside workerd, the runtime of Cloudflare Workers, compared with the runtime's own cryptography.
//
// One Worker contains all candidates. A request asks it for a number of verifications by one candidate, and this program measures the time from
// outside. The time of a control that verifies nothing is subtracted.
//
//   node bench/workerd.js [--quick] [--write]

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { bundleForWorkerd, root } from "../test-support/bundle.js";
import { Client } from "./client.js";
import { forge, SECRETS, sign } from "./deliveries.js";
import { options, publish } from "./report.js";
import { compare } from "./rounds.js";
import { targetLines } from "./targets.js";

const { quick, write } = options();
const SIZES = [256, 1024, 4096, 16_384, 65_536];
const NAMES = ["hookward", "node:crypto", "crypto.subtle"];
const ROUNDS = quick ? 3 : 25;
const BATCH = quick ? 10 : 30;

const { Miniflare } = await import("miniflare");
const program = readFileSync(join(root, "bench/edge/candidates.js"), "utf8");
const { script, modules } = await bundleForWorkerd(program);
const worker = new Miniflare({
  compatibilityDate: "2026-04-01",
  compatibilityFlags: ["nodejs_compat"],
  // Requests go directly to workerd, not through Miniflare's proxy.
  unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  modules: [
    { type: "ESModule", path: "index.js", contents: script.toString() },
    ...modules.map(({ name, contents }) => ({ type: "CompiledWasm", path: name, contents })),
  ],
});
try {
  const client = new Client(Number((await worker.unsafeGetDirectURL()).port));
  const load = (given) => client.post("/", JSON.stringify({ secret: SECRETS.gilbert, given }));
  const run = (name, times) => client.post(`/?candidate=${encodeURIComponent(name)}&times=${times}`);

  await checkAll(load, run);
  const sizes = {};
  for (const size of SIZES) {
    await load(sign("gilbert", size, 16));
    const contestants = [...NAMES, "control"].map((name) => ({
      name,
      async run(times) {
        const { text } = await run(name, times);
        if (text !== `${times}`) throw new Error(`${name} refused a genuine delivery while it was timed: ${text}`);
      },
    }));
    sizes[size] = await compare(contestants, {
      reference: "node:crypto",
      rounds: ROUNDS,
      batch: BATCH,
      fixed: "control",
    });
    console.log(`${size} bytes: ${ROUNDS} rounds`);
  }
  client.close();
  const results = { reference: "node:crypto", ours: ["hookward"], sizes };
  await publish("workerd", results, { quick, write, command: "npm run bench:workerd" });
  for (const line of targetLines("workerd", results)) console.log(line);
} finally {
  await worker.dispose();
}

/** Throws unless every candidate accepts genuine requests and refuses forged ones. */
async function checkAll(load, run) {
  const [genuine] = sign("gilbert", 1024, 1);
  for (const [at, delivery] of [genuine, ...forge(genuine)].entries()) {
    await load([delivery]);
    for (const name of NAMES) {
      const { status, text } = await run(name, 1);
      const accepted = status === 200 && text === "1";
      if (accepted !== (at === 0)) throw new Error(`${name} gives a wrong verdict in workerd: ${status} ${text}`);
    }
  }
}
