import { verifyWebhookSignature } from "@hookdeck/sdk/webhooks/helpers.js";

export default {
  package: "@hookdeck/sdk",
  call: "verifyWebhookSignature",
  verify: async ({ text, headers, secret }) =>
    (await verifyWebhookSignature({ headers, rawBody: text, signingSecret: secret })).isValidSignature,
};
