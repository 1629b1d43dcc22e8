import EasyPost from "@easypost/api";

const client = new EasyPost("key");

export default {
  package: "@easypost/api",
  call: "Utils.validateWebhook",
  verify: ({ body, headers, secret }) => client.Utils.validateWebhook(body, headers, secret),
};
