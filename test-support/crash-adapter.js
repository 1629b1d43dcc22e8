// Sends hostile requests to one adapter in a separate process, with genuine deliveries between them, and checks its memory.
//
//   node test-support/crash-adapter.js [--requests 100000] [--seed 1] [ADAPTER …]      npm run crash -- --requests 100000

import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { mounts } from "./frameworks.js";
import { hostileRequests, play } from "./hostile-requests.js";
import { send, sleep } from "./http.js";
import { delivery } from "./providers.js";
import { SAMPLE } from "./schemes.js";

/** The adapters by their names. */
export const ADAPTERS = [...Object.keys(mounts), "NestJS on Express", "NestJS on Fastify"];

/** Returns the schemes that an adapter has a route for. In NestJS on Fastify, a plugin verifies the whole app. */
export const idsOf = (adapter) => (adapter === "NestJS on Fastify" ? SAMPLE.slice(0, 1) : SAMPLE);

/** The number of requests in flight at a time. */
const AT_ONCE = 24;
/** The interval of genuine deliveries, in requests. */
const GENUINE_EVERY = 8;
/** The number of requests after which the deliveries that hostile requests are made from are signed again, because some contain a timestamp. */
const SIGNED_EVERY = 1000;
/** The share of the requests after which memory must no longer grow. */
const WARM_UP = 0.3;
/** The maximum growth of the heap after that, in bytes. If requests were never freed, the heap would grow a hundred times as much. */
const GROWTH = 2 * 2 ** 20;

/** The body that hostile requests are made from. */
const BODY = JSON.stringify({
  event: "a.b",
  type: "a.b",
  Type: "a.b",
  id: "i-1",
  event_id: "i-1",
  text: "é".repeat(40),
});
/** The bodies of genuine deliveries: JSON that is difficult for parsers and prototypes, text that is not JSON, and long bodies. */
const BODIES = [
  '{"__proto__":{"admin":true},"event":"a"}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"event":"dossier.created","event":"dossier.qualified"}',
  '{"total":1e999,"less":-1e999,"zero":-0,"long":123456789012345678901234567890}',
  `${"[".repeat(5000)}${"]".repeat(5000)}`,
  '{"then":{},"toJSON":1,"hasOwnProperty":1,"length":-1}',
  '"\\ud800"',
  "null",
  "",
  " ",
  "not json",
  "\ufeff{}",
  "a=1&__proto__[admin]=true&a[b][c][d]=1",
  JSON.stringify({ pad: "x".repeat(60_000) }),
];

/** The bodies that a handler may receive. */
export const SIGNED = [BODY, ...BODIES];

/**
 * Tries to crash an adapter. Throws if its process ends, if a genuine delivery is not accepted, if a handler receives a body that was not signed, or
 * if memory is not freed.
 */
export async function crashAdapter(adapter, { requests, seed = 1 }) {
  const path = fileURLToPath(new URL("crash-server.js", import.meta.url));
  const child = fork(path, [adapter], { execArgv: ["--expose-gc"], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let printed = "";
  child.stderr.on("data", (text) => {
    printed = `${printed}${text}`.slice(-4000);
  });
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${adapter} ended with ${code ?? signal} (seed ${seed}):\n${printed}`);
  });
  ended.catch(() => {});
  const asked = async (message) => {
    if (message !== undefined) child.send(message);
    const [response] = await Promise.race([once(child, "message"), ended]);
    return response;
  };
  try {
    const { port } = await asked();
    const run = attackOf(port, { seed, ids: idsOf(adapter) });
    await Promise.race([run(Math.ceil(requests * WARM_UP)), ended]);
    const before = await asked("memory");
    const sent = await Promise.race([run(requests), ended]);
    const after = await asked("memory");
    assert.equal(after.unsigned, 0, `${adapter}: a handler got a body that nobody signed (seed ${seed})`);
    assert.ok(after.verified >= sent.accepted, `${adapter}: ${after.verified} verified, ${sent.accepted} accepted`);
    const growth = after.heap - before.heap;
    assert.ok(
      growth < GROWTH,
      `${adapter}: the heap has grown by ${growth} bytes in ${requests} requests (seed ${seed})`,
    );
    return { ...sent, ...after, growth };
  } catch (error) {
    // If the process has ended, that is the cause of every other error.
    await Promise.race([ended, sleep(200)]);
    throw error;
  } finally {
    // On a milder signal, a server of a framework would shut down slowly, although nothing is connected any more.
    child.kill("SIGKILL");
  }
}

/** Returns a function that sends requests until the given total is reached. */
function attackOf(port, { seed, ids }) {
  const deliveries = [];
  const hostile = hostileRequests(seed, deliveries);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const sent = { requests: 0, accepted: 0, statuses: {} };
  const good = async (nth) => {
    const id = ids[nth % ids.length];
    const body = BODIES[nth % BODIES.length];
    const { status } = await send(port, { path: `/${id}`, ...delivery(id, { body }), agent });
    assert.equal(status, 200, `${id}, ${body.slice(0, 40)}, after ${sent.requests} requests`);
    sent.accepted += 1;
  };
  const bad = async () => {
    const status = (await play(port, hostile.next().value)) ?? "none";
    sent.statuses[status] = (sent.statuses[status] ?? 0) + 1;
  };
  return async (most) => {
    const worker = async () => {
      while (sent.requests < most) {
        const nth = sent.requests++;
        if (nth % SIGNED_EVERY === 0) deliveries.splice(0, deliveries.length, ...signedNow(ids));
        await (nth % GENUINE_EVERY === GENUINE_EVERY - 1 ? good((nth + 1) / GENUINE_EVERY) : bad());
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return sent;
  };
}

/** Returns a delivery of each scheme, with its headers as pairs and the signature first. */
function signedNow(ids) {
  return ids.map((id) => {
    const { headers, body } = delivery(id, { body: BODY });
    const { "Content-Type": _, ...signed } = headers;
    return { path: `/${id}`, headers: Object.entries(signed), body };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: {
      requests: { type: "string", default: "100000" },
      seed: { type: "string", default: `${Date.now() % 2 ** 31}` },
    },
    allowPositionals: true,
  });
  for (const adapter of positionals.length > 0 ? positionals : ADAPTERS) {
    const started = Date.now();
    const found = await crashAdapter(adapter, { requests: Number(values.requests), seed: Number(values.seed) });
    const { accepted, verified, errors, growth, statuses } = found;
    console.log(
      `${adapter}: ${found.requests} requests in ${((Date.now() - started) / 1000).toFixed(1)} s, seed ${values.seed}; ` +
        `${accepted} genuine ones accepted, ${verified} verified in all, ${errors} errors of the app; heap ${growth >= 0 ? "+" : ""}${growth} bytes`,
      statuses,
    );
  }
}
