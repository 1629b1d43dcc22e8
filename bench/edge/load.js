// The client of bench/gateway.js and bench/ledger.js, in a separate process, so that it does not share an event loop with the code that it times.
// Each message starts a limited amount of work. The client then reports the time that it took, in milliseconds. It sends only to this machine.

import { Client } from "../client.js";

const clients = new Map();

/** Handles a message. `deliveries` contains headers and a body for each request. If omitted, all requests are the same. */
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
