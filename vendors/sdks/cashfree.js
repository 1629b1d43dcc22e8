import { Cashfree } from "cashfree-pg";

export default {
  package: "cashfree-pg",
  call: "PGVerifyWebhookSignature",
  verify: ({ text, headers, secret }) =>
    new Cashfree(Cashfree.SANDBOX, "id", secret).PGVerifyWebhookSignature(
      headers["x-webhook-signature"],
      text,
      headers["x-webhook-timestamp"],
    ),
};
