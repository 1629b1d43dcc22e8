import { symmetric, verify } from "retell-sdk/lib/webhook_auth";

export default {
  package: "retell-sdk",
  call: "webhook_auth.verify",
  verify: ({ text, headers, secret }) => verify(text, secret, headers["x-retell-signature"]),
  sign: async ({ text, secret, now }) => ({ "x-retell-signature": await symmetric.sign(text, secret, now * 1000) }),
};
