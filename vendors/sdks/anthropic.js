import Anthropic from "@anthropic-ai/sdk";

const { beta } = new Anthropic({ apiKey: "key" });

export default {
  package: "@anthropic-ai/sdk",
  call: "beta.webhooks.unwrap",
  verify: ({ text, headers, secret }) => beta.webhooks.unwrap(text, { headers, key: secret }),
};
