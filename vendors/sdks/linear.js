import { LinearWebhookClient } from "@linear/sdk/webhooks";

export default {
  package: "@linear/sdk",
  call: "LinearWebhookClient.verify",
  verify: ({ body, headers, secret }) => new LinearWebhookClient(secret).verify(body, headers["linear-signature"]),
};
