import { WebhooksManager } from "box-node-sdk/managers/webhooks";

// The SDK refuses requests that do not name their version and algorithm.
const beside = { "box-signature-version": "1", "box-signature-algorithm": "HmacSHA256" };

export default {
  package: "box-node-sdk",
  call: "WebhooksManager.validateMessage",
  verify: ({ text, headers, secret }) =>
    WebhooksManager.validateMessage(text, { ...beside, ...headers }, secret, { secondaryKey: secret }),
};
