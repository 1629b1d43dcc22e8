import Whop from "@whop/sdk";

const { webhooks } = new Whop({ apiKey: "key" });

// Whop's guide passes the secret in base64, so the key is the text of the secret, including `ws_`.
export default {
  package: "@whop/sdk",
  call: "webhooks.unwrap",
  verify: ({ text, headers, secret }) => webhooks.unwrap(text, { headers, key: btoa(secret) }),
};
