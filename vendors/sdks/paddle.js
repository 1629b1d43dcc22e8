import { Paddle } from "@paddle/paddle-node-sdk";

const { webhooks } = new Paddle("key");

export default {
  package: "@paddle/paddle-node-sdk",
  call: "webhooks.isSignatureValid",
  verify: ({ text, headers, secret }) => webhooks.isSignatureValid(text, secret, headers["paddle-signature"]),
};
