// A server for a page, on this machine only, with the headers that belong to it.

import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";

import { DIST } from "./bundle.js";
import { headersOf } from "./policy.js";

/** Serves the page that explains, which asks for nothing but its files. Port 0 is any that is free. */
export async function servePage(port = 0) {
  const respond = await pageFiles("explain");
  const server = createServer(respond);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** Returns what responds with the files of a page, and with 404 to anything else. */
export async function pageFiles(page) {
  const { default: sirv } = await import("sirv");
  const headers = headersOf(page);
  const files = sirv(join(DIST, page), { dev: true, setHeaders: (response) => setAll(response, headers) });
  return (request, response) =>
    files(request, response, () => {
      setAll(response, headers);
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("not found");
    });
}

function setAll(response, headers) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
