import { WebhookHandler } from "@liveblocks/node";

// Once it has verified a delivery, it reads the event, and refuses those that it does not know: that is no refusal here.
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
