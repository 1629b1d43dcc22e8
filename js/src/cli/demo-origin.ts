/** An origin for trying the Worker. It accepts every delivery, and passes each to a callback. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A delivery that the Worker forwarded. */
export interface ForwardedDelivery {
  readonly path: string;
  readonly event: string | undefined;
  readonly deliveryId: string | undefined;
  readonly body: Uint8Array;
}

export interface DemoOrigin {
  readonly url: string;
  stop(): void;
}

/** Starts a demo origin on a free port. Calls `received` for each delivery. */
export async function startDemoOrigin(received: (delivery: ForwardedDelivery) => void): Promise<DemoOrigin> {
  const server = createServer(async (req, res) => {
    const body = Buffer.concat((await req.toArray()) as Buffer[]);
    const { "x-hookward-event": event, "x-hookward-delivery": deliveryId } = req.headers;
    received({
      path: req.url ?? "/",
      event: event?.toString(),
      deliveryId: deliveryId?.toString(),
      body,
    });
    res.writeHead(200, { "content-type": "text/plain" }).end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
