import { WebhookHandler } from "@liveblocks/node";

export default {
  package: "@liveblocks/node",
  call: "WebhookHandler.verifyRequest",
  verify: ({ text, headers, secret }) => new WebhookHandler(secret).verifyRequest({ headers, rawBody: text }),
};
