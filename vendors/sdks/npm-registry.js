import { once } from "node:events";
import makeReceiver from "npm-hook-receiver";

const log = Object.fromEntries(["trace", "debug", "info", "warn", "error", "fatal"].map((name) => [name, () => {}]));
log.child = () => log;

// The SDK is a server, so it is called over HTTP. It responds with 400 to what it refuses. If it fails while handling the event, it has verified the
// delivery.
export default {
  package: "npm-hook-receiver",
  call: "makeReceiver",
  verify: async ({ body, headers, secret }) => {
    const server = makeReceiver({ log, secret, mount: "/", handleUncaughtExceptions: true });
    server.on("uncaughtException", (_request, response) => response.send(500));
    server.listen(0, "127.0.0.1");
    await once(server.server, "listening");
    try {
      const url = `http://127.0.0.1:${server.address().port}/`;
      const request = { method: "POST", headers: { "content-type": "application/json", ...headers }, body };
      return (await fetch(url, request)).status !== 400;
    } finally {
      server.close();
    }
  },
};
