import { Resend } from "resend";

const { webhooks } = new Resend("re_key");

export default {
  package: "resend",
  call: "webhooks.verify",
  verify: ({ text, headers, secret }) =>
    webhooks.verify({
      payload: text,
      headers: {
        id: headers["svix-id"],
        timestamp: headers["svix-timestamp"],
        signature: headers["svix-signature"],
      },
      webhookSecret: secret,
    }),
};
