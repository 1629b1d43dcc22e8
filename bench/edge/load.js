// The client of bench/gateway.js and bench/ledger.js, in a process of its own, so that it does not share an event loop with what it times. Each
// message starts one bounded piece of work, and it reports when that is done and how many milliseconds it took. Sends to this machine only.

import { Client } from "../client.js";

const clients = new Map();

/** `deliveries`: headers and body of each request, in place of the same for all. */
process.on("message", async ({ port, path, headers, body, deliveries, requests, connections, status }) => {
  try {
    const name = `${port} ${connections}`;
    const client = clients.get(name) ?? new Client(port, connections);
    clients.set(name, client);
    const started = performance.now();
    let left = requests;
    const one = async () => {
      while (left-- > 0) {
        const delivery = deliveries?.[left] ?? { body, headers };
        const response = await client.post(path, delivery.body, delivery.headers);
        if (response.status !== status)
          throw new Error(`${path} on port ${port} responds with ${response.status} ${response.text}`);
      }
    };
    await Promise.all(Array.from({ length: connections }, one));
    process.send({ took: performance.now() - started });
  } catch (error) {
    process.send({ error: `${error}` });
  }
});
