import Stripe from "stripe";

const { webhooks } = new Stripe("sk_test");

export default {
  package: "stripe",
  call: "webhooks.constructEvent",
  verify: ({ body, headers, secret }) => webhooks.constructEvent(body, headers["stripe-signature"], secret),
  sign: ({ text, secret, now }) => ({
    "stripe-signature": webhooks.generateTestHeaderString({ payload: text, secret, timestamp: now }),
  }),
};
