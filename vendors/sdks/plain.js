import { verifyPlainWebhook } from "@team-plain/typescript-sdk";

export default {
  package: "@team-plain/typescript-sdk",
  call: "verifyPlainWebhook",
  verify: ({ text, headers, secret }) =>
    verifyPlainWebhook(text, headers["plain-request-signature"] ?? "", secret).error === undefined,
};
