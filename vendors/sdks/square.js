import { WebhooksHelper } from "square";

export default {
  package: "square",
  call: "WebhooksHelper.verifySignature",
  verify: ({ text, headers, secret, url }) =>
    WebhooksHelper.verifySignature({
      requestBody: text,
      signatureHeader: headers["x-square-hmacsha256-signature"],
      signatureKey: secret,
      notificationUrl: url,
    }),
};
