// An origin of the Worker. It receives deliveries from every provider and verifies only one format, with any Standard Webhooks library.
//
//   ORIGIN_SECRET=whsec_… PORT=3000 node server.js

import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.ORIGIN_SECRET);
const seen = new Set();

const server = createServer(async (req, res) => {
  const body = Buffer.concat(await req.toArray());
  try {
    webhook.verify(body, req.headers);
  } catch {
    res.writeHead(401).end("invalid signature");
    return;
  }
  // The Worker assigns a retry the same id as the first delivery. The id is made only from signed values.
  const id = req.headers["webhook-id"];
  const again = seen.has(id);
  seen.add(id);
  console.log(`${req.headers["x-hookward-scheme"]} ${req.headers["x-hookward-event"]} ${again ? "again" : "new"}`);
  res.writeHead(200).end("ok");
});

server.listen(process.env.PORT ?? 3000, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
