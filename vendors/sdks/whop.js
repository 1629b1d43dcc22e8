import Whop from "@whop/sdk";

const { webhooks } = new Whop({ apiKey: "key" });

export default {
  package: "@whop/sdk",
  call: "webhooks.unwrap",
  verify: ({ text, headers, secret }) => webhooks.unwrap(text, { headers, key: secret }),
};
