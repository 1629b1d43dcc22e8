import { encodeSignatureHeader, isValidSignature } from "@sanity/webhook";

export default {
  package: "@sanity/webhook",
  call: "isValidSignature",
  verify: ({ text, headers, secret }) => isValidSignature(text, headers["sanity-webhook-signature"], secret),
  sign: async ({ text, secret, now }) => ({
    "sanity-webhook-signature": await encodeSignatureHeader(text, now * 1000, secret),
  }),
};
