// The client of bench/gateway.js, in a process of its own, so that it does not share an event loop with what it times. Each
// message starts one bounded piece of work, and it reports when that is done. Sends to this machine only.

import { Client } from "../client.js";

const clients = new Map();

process.on("message", async ({ port, path, headers, body, requests, connections, status }) => {
  try {
    const name = `${port} ${connections}`;
    const client = clients.get(name) ?? new Client(port, connections);
    clients.set(name, client);
    let left = requests;
    const one = async () => {
      while (left-- > 0) {
        const response = await client.post(path, body, headers);
        if (response.status !== status)
          throw new Error(`${path} on port ${port} responds with ${response.status} ${response.text}`);
      }
    };
    await Promise.all(Array.from({ length: connections }, one));
    process.send({ done: true });
  } catch (error) {
    process.send({ error: `${error}` });
  }
});
