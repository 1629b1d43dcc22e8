// The origin of bench/gateway.js, in a process of its own: accepts every request and responds with two bytes. Reports its port.

import { createServer } from "node:http";

const server = createServer((request, response) => {
  request
    .resume()
    .on("end", () => response.writeHead(200, { "content-type": "text/plain", "content-length": 2 }).end("ok"));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit());
