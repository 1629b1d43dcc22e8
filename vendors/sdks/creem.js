import { verifyWebhookSignature } from "creem/webhooks";

export default {
  package: "creem",
  call: "webhooks.verifyWebhookSignature",
  verify: ({ text, headers, secret }) => verifyWebhookSignature(text, headers, secret),
};
