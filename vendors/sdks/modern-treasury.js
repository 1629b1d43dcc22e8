import ModernTreasury from "modern-treasury";

const { webhooks } = new ModernTreasury({ apiKey: "key", organizationID: "id" });

export default {
  package: "modern-treasury",
  call: "webhooks.validateSignature",
  verify: ({ text, headers, secret }) => webhooks.validateSignature(text, headers, { key: secret }),
  sign: ({ text, secret }) => ({ "x-signature": webhooks.getSignature(text, { key: secret }) }),
};
