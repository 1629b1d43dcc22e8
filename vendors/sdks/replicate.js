import { validateWebhook } from "replicate";

export default {
  package: "replicate",
  call: "validateWebhook",
  verify: ({ text, headers, secret }) =>
    validateWebhook({
      id: headers["webhook-id"],
      timestamp: headers["webhook-timestamp"],
      signature: headers["webhook-signature"],
      body: text,
      secret,
    }),
};
