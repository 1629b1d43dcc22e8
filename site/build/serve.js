// A server for the page, on this machine only, with the headers that belong to it.

import { once } from "node:events";
import { createServer } from "node:http";

import { DIST } from "./bundle.js";
import { HEADERS } from "./policy.js";

/** Serves site/dist/. Port 0 is any that is free. */
export async function servePage(port = 0) {
  const { default: sirv } = await import("sirv");
  const files = sirv(DIST, { dev: true, setHeaders: (response) => setAll(response, HEADERS) });
  const server = createServer((request, response) => {
    files(request, response, () => {
      setAll(response, HEADERS);
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("not found");
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

function setAll(response, headers) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
