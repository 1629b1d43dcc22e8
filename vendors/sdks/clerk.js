import { verifyWebhook } from "@clerk/backend/webhooks";

export default {
  package: "@clerk/backend",
  call: "verifyWebhook",
  verify: ({ body, headers, secret, url }) =>
    verifyWebhook(new Request(url, { method: "POST", headers, body }), { signingSecret: secret }),
};
