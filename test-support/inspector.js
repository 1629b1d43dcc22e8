// A client of workerd's inspector. It measures the heap of a Worker, and what the Worker allocates.

import { createRequire } from "node:module";

// Miniflare installs this package. Node 20 has no built-in WebSocket.
const { WebSocket } = createRequire(createRequire(import.meta.url).resolve("miniflare"))("ws");

/** The interval in milliseconds at which requests are sent while an answer of workerd is outstanding. */
const NUDGE = 50;

/** Connects to the Worker of a Miniflare that has an `inspectorPort`. `nudge` sends the Worker any request. */
export async function inspect(miniflare, nudge) {
  const url = await miniflare.getInspectorURL();
  const targets = await (await fetch(new URL("/json", `http://${url.host}`))).json();
  const socket = new WebSocket(targets.find(({ id }) => id.startsWith("core:user:")).webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const waiting = new Map();
  socket.on("message", (text) => {
    const { id, result } = JSON.parse(text);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  const call = async (method, params = {}) => {
    const id = ++last;
    // An idle isolate delays some answers until the next request.
    const timer = setInterval(() => nudge().catch(() => {}), NUDGE);
    const result = await new Promise((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    clearInterval(timer);
    return result;
  };
  await call("HeapProfiler.enable");
  return {
    /** Collects garbage, and returns the bytes that remain on the heap. */
    async collect() {
      await call("HeapProfiler.collectGarbage");
      return (await call("Runtime.getHeapUsage")).usedSize;
    },
    /**
     * Returns the number of bytes that V8 allocates while `work` runs, including those that are collected meanwhile.
     */
    async allocated(work) {
      const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
      await call("HeapProfiler.startSampling", { samplingInterval: 1024, ...collected });
      await work();
      const { profile } = await call("HeapProfiler.stopSampling");
      const sum = ({ selfSize, children }) => children.reduce((total, child) => total + sum(child), selfSize);
      return sum(profile.head);
    },
    close: () => socket.close(),
  };
}
