import { signatureHelper } from "@kontent-ai/webhook-helper";

export default {
  package: "@kontent-ai/webhook-helper",
  call: "signatureHelper.isValidSignatureFromString",
  verify: ({ text, headers, secret }) =>
    signatureHelper.isValidSignatureFromString(text, secret, headers["x-kontent-ai-signature"]),
  sign: ({ text, secret }) => ({ "x-kontent-ai-signature": signatureHelper.getHashFromString(text, secret) }),
};
