import { verifyWebhook } from "@gr4vy/sdk";

const TOLERANCE = 300;

export default {
  package: "@gr4vy/sdk",
  call: "verifyWebhook",
  verify: ({ text, headers, secret }) =>
    verifyWebhook(text, secret, headers["x-gr4vy-webhook-signatures"], headers["x-gr4vy-webhook-timestamp"], TOLERANCE),
};
