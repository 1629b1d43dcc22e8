import { isValidWebhookSignature } from "@fingerprint/node-sdk";

export default {
  package: "@fingerprint/node-sdk",
  call: "isValidWebhookSignature",
  verify: ({ body, headers, secret }) =>
    isValidWebhookSignature({ header: headers["fpjs-event-signature"], data: body, secret }),
};
