// Every adapter for Node with misbehaving senders, over real sockets.

import { mounts } from "../../test-support/frameworks.js";
import { senderSuite } from "../../test-support/sender-suite.js";

const isAborted = ({ code, status }) => code === "ECONNABORTED" && status === 400;

const DIFFERENCES = {
  // Koa itself also reports the broken connection.
  "Koa 2": { hungUp: (error) => isAborted(error) || error.code === "ECONNRESET" },
  "Koa 3": { hungUp: (error) => isAborted(error) || error.code === "ECONNRESET" },
  Hono: { drains: true },
};

for (const [name, mount] of Object.entries(mounts)) senderSuite(name, mount, DIFFERENCES[name]);
