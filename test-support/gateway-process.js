// A process that serves the gateway as a component, as `jco serve` does. Its parent sends the path, the variables, the
// time and the port.

import { HTTPServer } from "@bytecodealliance/preview2-shim/http";

process.once("message", async ({ path, variables, now, port }) => {
  const { _setEnv } = await import("@bytecodealliance/preview2-shim/cli");
  _setEnv(variables);
  Date.now = () => now * 1000;
  const { incomingHandler } = await import(path);
  new HTTPServer(incomingHandler).listen(port, "127.0.0.1");
});
