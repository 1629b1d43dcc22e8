import OpenAI from "openai";

const { webhooks } = new OpenAI({ apiKey: "key" });

export default {
  package: "openai",
  call: "webhooks.verifySignature",
  verify: ({ text, headers, secret }) => webhooks.verifySignature(text, headers, secret),
};
