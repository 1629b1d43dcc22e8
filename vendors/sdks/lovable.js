import { verifyWebhookRequest } from "@lovable.dev/webhooks-js";

export default {
  package: "@lovable.dev/webhooks-js",
  call: "verifyWebhookRequest",
  verify: ({ body, headers, secret, url }) =>
    verifyWebhookRequest({ req: new Request(url, { method: "POST", headers, body }), secret }),
};
