import { Webhook } from "@portone/server-sdk";

export default {
  package: "@portone/server-sdk",
  call: "Webhook.verify",
  verify: ({ text, headers, secret }) => Webhook.verify(secret, text, headers),
};
