import { WebhookEventVerifier } from "@onfido/api";

export default {
  package: "@onfido/api",
  call: "WebhookEventVerifier.readPayload",
  verify: ({ body, headers, secret }) =>
    new WebhookEventVerifier(secret).readPayload(body, headers["x-sha2-signature"]),
};
