import { WebhookSignature } from "fintoc";

export default {
  package: "fintoc",
  call: "WebhookSignature.verifyHeader",
  verify: ({ body, headers, secret }) => WebhookSignature.verifyHeader(body, headers["fintoc-signature"], secret),
};
