// Starts a Worker of the benchmarks in real workerd.

import { children } from "../../test-support/processes.js";

const { Miniflare } = await import("miniflare");

/** Starts a Worker that forwards to `origin`. Returns the Miniflare, its port, and its process id. */
export async function startWorker({ modules, bindings }, origin, more = {}) {
  const before = children();
  const miniflare = new Miniflare({
    compatibilityDate: "2026-04-01",
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    modules,
    bindings: bindings(origin),
    // The Worker logs one line for each request. The output is read, as it would be in production, and discarded.
    handleRuntimeStdio(stdout, stderr) {
      stdout.resume();
      stderr.resume();
    },
    ...more,
  });
  const { port } = await miniflare.unsafeGetDirectURL();
  return { miniflare, port: Number(port), pid: children().find((pid) => !before.includes(pid)) };
}
