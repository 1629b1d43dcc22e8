// A plain Node server without a framework. It receives InboundFlow's calls, with two secrets during a rotation.
//
//   INBOUNDFLOW_SECRET_NEW=… INBOUNDFLOW_SECRET_OLD=… PORT=3000 node server.js

import { createServer } from "node:http";
import { SENDER_MESSAGE, Verifier } from "hookward";

const verifier = new Verifier({
  scheme: "inboundflow",
  secrets: [process.env.INBOUNDFLOW_SECRET_NEW, process.env.INBOUNDFLOW_SECRET_OLD],
});

const server = createServer(async (req, res) => {
  const body = Buffer.concat(await req.toArray());
  const result = verifier.check({ headers: req.headersDistinct, body });
  if (!result.ok) {
    console.error(`${result.code}: ${result.message}`); // for you
    res.writeHead(401).end(SENDER_MESSAGE); // for the sender, always the same
    return;
  }
  const { delivery } = result;
  if (delivery.secretIndex > 0) console.log("signed with the old secret");
  const event = delivery.json();
  if (event.event === "call.completed") console.log(`${event.data.caller_name}: ${event.data.summary}`);
  res.writeHead(200).end("ok");
});

server.listen(process.env.PORT ?? 3000, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
