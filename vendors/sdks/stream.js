import { StreamChat } from "stream-chat";

export default {
  package: "stream-chat",
  call: "verifyWebhook",
  verify: ({ body, headers, secret }) => new StreamChat("key", secret).verifyWebhook(body, headers["x-signature"]),
};
