import { WebhooksManager } from "box-node-sdk/managers/webhooks";

export default {
  package: "box-node-sdk",
  call: "WebhooksManager.validateMessage",
  verify: ({ text, headers, secret }) =>
    WebhooksManager.validateMessage(text, headers, secret, { secondaryKey: secret }),
};
