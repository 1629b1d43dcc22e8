import { sign, verify } from "@octokit/webhooks-methods";

export default {
  package: "@octokit/webhooks-methods",
  call: "verify",
  verify: ({ text, headers, secret }) => verify(secret, text, headers["x-hub-signature-256"]),
  sign: async ({ text, secret }) => ({ "x-hub-signature-256": await sign(secret, text) }),
};
