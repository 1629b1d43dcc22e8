import coinbase from "coinbase-commerce-node";

export default {
  package: "coinbase-commerce-node",
  call: "Webhook.verifySigHeader",
  verify: ({ text, headers, secret }) =>
    coinbase.Webhook.verifySigHeader(text, headers["x-cc-webhook-signature"], secret),
  sign: ({ text, secret }) => ({ "x-cc-webhook-signature": coinbase.Webhook.computeSignature(text, secret) }),
};
