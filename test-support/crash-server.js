// One adapter in a server, as a separate process: node --expose-gc crash-server.js NAME. It reports its port. On request, it reports its memory after
// a collection, and what its handlers received.

import { once } from "node:events";
import { createServer } from "node:http";
import { setImmediate } from "node:timers/promises";

import { idsOf, SIGNED } from "./crash-adapter.js";
import { mounts } from "./frameworks.js";
import { nestOnExpress, nestOnFastify } from "./nest.js";
import { SECRETS } from "./schemes.js";

const APPS = { ...mounts, "NestJS on Express": nestOnExpress, "NestJS on Fastify": nestOnFastify };

const signed = new Set(SIGNED);
const seen = { verified: 0, unsigned: 0, errors: 0 };
const routes = idsOf(process.argv[2]).map((id) => ({
  path: `/${id}`,
  // Re-serialized bodies are disabled, so that a handler receives exactly what was signed.
  options: {
    scheme: id,
    secret: SECRETS[id],
    reserialize: false,
    maxBodyBytes: 65_536,
    decompress: true,
    onRefused() {},
  },
  handler: ({ body }, acknowledge) => {
    seen.verified += 1;
    if (!signed.has(Buffer.from(body).toString())) seen.unsigned += 1;
    return acknowledge();
  },
}));
const onError = () => {
  seen.errors += 1;
};
const app = await APPS[process.argv[2]](routes, { onError, before: () => {} });
// Frameworks print errors about broken requests. They are hidden.
console.error = () => {};
console.warn = () => {};
const server = createServer(app);
server.listen(0, "127.0.0.1");
await once(server, "listening");

process.on("message", async () => {
  for (let nth = 0; nth < 3; nth += 1) {
    globalThis.gc();
    await setImmediate();
  }
  process.send({ heap: process.memoryUsage().heapUsed, ...seen });
});
process.on("disconnect", () => process.exit());
process.send({ port: server.address().port });
