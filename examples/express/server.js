// An Express app that receives from two providers.
//
//   GILBERT_WEBHOOK_SECRET=… WEBHOOK_SIGNING_KEY=… PORT=3000 node server.js

import express from "express";
import { webhook } from "hookward/express";

const app = express();

app.post(
  "/webhooks/gilbert",
  webhook({ scheme: "gilbert", secret: process.env.GILBERT_WEBHOOK_SECRET }, (delivery, _req, res) => {
    const event = delivery.json();
    console.log(`${event.event} ${delivery.deliveryId}`);
    res.send("ok");
  }),
);

// chat.smarterbot.ai reads the response. If a handler sends none, webhook() sends exactly the response that the
// provider counts as success.
app.post(
  "/webhooks/smarterbot",
  webhook({ scheme: "smarterbot", secret: process.env.WEBHOOK_SIGNING_KEY }, (delivery) => {
    const lead = delivery.json();
    console.log(`${lead.Type} ${lead.Email}`);
  }),
);

// Parsers must come after the webhooks. Otherwise they parse the body before the signature is checked.
app.use(express.json());
app.post("/api/notes", (req, res) => res.json({ saved: req.body.text }));

const server = app.listen(process.env.PORT ?? 3000, "127.0.0.1", () =>
  console.log(`listening on ${server.address().port}`),
);
