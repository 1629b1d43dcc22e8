import Razorpay from "razorpay";

export default {
  package: "razorpay",
  call: "validateWebhookSignature",
  verify: ({ text, headers, secret }) =>
    Razorpay.validateWebhookSignature(text, headers["x-razorpay-signature"], secret),
};
