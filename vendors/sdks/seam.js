import { SeamWebhook } from "@seamapi/webhook";

export default {
  package: "@seamapi/webhook",
  call: "SeamWebhook.verify",
  verify: ({ text, headers, secret }) => new SeamWebhook(secret).verify(text, headers),
};
