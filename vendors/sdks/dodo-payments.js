import DodoPayments from "dodopayments";

const { webhooks } = new DodoPayments({ bearerToken: "token" });

export default {
  package: "dodopayments",
  call: "webhooks.unwrap",
  verify: ({ text, headers, secret }) => webhooks.unwrap(text, { headers, key: secret }),
};
