import { Nango } from "@nangohq/node";

export default {
  package: "@nangohq/node",
  call: "verifyIncomingWebhookRequest",
  verify: ({ text, headers, secret }) => new Nango({ secretKey: secret }).verifyIncomingWebhookRequest(text, headers),
};
