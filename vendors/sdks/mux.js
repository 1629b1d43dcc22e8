import Mux from "@mux/mux-node";

const { webhooks } = new Mux({ tokenId: "id", tokenSecret: "secret" });

export default {
  package: "@mux/mux-node",
  call: "webhooks.verifySignature",
  verify: ({ text, headers, secret }) => webhooks.verifySignature(text, headers, secret),
};
