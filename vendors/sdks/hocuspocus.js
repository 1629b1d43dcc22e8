import { Webhook } from "@hocuspocus/extension-webhook";

const signed = (text, secret) => new Webhook({ url: "https://example.com", secret }).createSignature(text);

// This package is the sender and cannot verify. The signature that it would send is compared instead.
export default {
  package: "@hocuspocus/extension-webhook",
  call: "createSignature",
  verify: ({ text, headers, secret }) => signed(text, secret) === headers["x-hocuspocus-signature-256"],
  sign: ({ text, secret }) => ({ "x-hocuspocus-signature-256": signed(text, secret) }),
};
