import { verifyWebhookSignature } from "@blockfrost/blockfrost-js";

export default {
  package: "@blockfrost/blockfrost-js",
  call: "verifyWebhookSignature",
  verify: ({ body, headers, secret }) => verifyWebhookSignature(body, headers["blockfrost-signature"], secret),
};
