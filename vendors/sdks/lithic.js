import Lithic from "lithic";

const { webhooks } = new Lithic({ apiKey: "key" });

export default {
  package: "lithic",
  call: "webhooks.verifySignature",
  verify: ({ text, headers, secret }) => webhooks.verifySignature(text, headers, secret),
};
