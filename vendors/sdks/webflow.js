import { WebflowClient } from "webflow-api";

const { webhooks } = new WebflowClient({ accessToken: "token" });

export default {
  package: "webflow-api",
  call: "webhooks.verifySignature",
  verify: ({ text, headers, secret }) => webhooks.verifySignature({ headers, body: text, secret }),
};
