import Whop from "@whop/sdk";

const { webhooks } = new Whop({ apiKey: "key" });

// Whop's guide gives the secret in base 64, so the key is its text, with the `ws_`.
export default {
  package: "@whop/sdk",
  call: "webhooks.unwrap",
  verify: ({ text, headers, secret }) => webhooks.unwrap(text, { headers, key: btoa(secret) }),
};
