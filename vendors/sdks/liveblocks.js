import { WebhookHandler } from "@liveblocks/node";

// After verifying a delivery, the SDK parses the event, and refuses events that it does not know. Such an error does
// not count as a refusal.
export default {
  package: "@liveblocks/node",
  call: "WebhookHandler.verifyRequest",
  verify: ({ text, headers, secret }) => {
    try {
      new WebhookHandler(secret).verifyRequest({ headers, rawBody: text });
    } catch (error) {
      if (!error.message.startsWith("Unknown event type")) throw error;
    }
  },
};
