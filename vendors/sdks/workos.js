import { WorkOS } from "@workos-inc/node";

const { webhooks } = new WorkOS("sk_test");

// The SDK signs the result of JSON.stringify for a parsed body.
export default {
  package: "@workos-inc/node",
  call: "webhooks.verifyHeader",
  verify: ({ text, headers, secret }) =>
    webhooks.verifyHeader({ payload: JSON.parse(text), sigHeader: headers["workos-signature"], secret }),
  sign: async ({ text, secret, now }) => {
    const signature = await webhooks.computeSignature(now * 1000, JSON.parse(text), secret);
    return { "workos-signature": `t=${now * 1000}, v1=${signature}` };
  },
};
