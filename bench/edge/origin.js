// The origin of bench/gateway.js and bench/ledger.js, in a separate process. It accepts every request and responds with two bytes. It reports its
// port. A message contains a number of requests. The origin reports when it has received that many since its last report.

import { createServer } from "node:http";

let had = 0;
let wanted = Number.POSITIVE_INFINITY;

function report() {
  if (had < wanted) return;
  had -= wanted;
  wanted = Number.POSITIVE_INFINITY;
  process.send({ had: true });
}

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "text/plain", "content-length": 2 }).end("ok");
    had += 1;
    report();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("message", ({ requests }) => {
  wanted = requests;
  report();
});
process.on("disconnect", () => process.exit());
