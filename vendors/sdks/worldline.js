import { webhooks } from "onlinepayments-sdk-nodejs";

// The SDK finds the secret by the key id that the delivery names.
export default {
  package: "onlinepayments-sdk-nodejs",
  call: "webhooks.init().validate",
  verify: ({ body, headers, secret }) =>
    webhooks.init({ getSecretKey: async () => secret }).validate(body, { "x-gcs-keyid": "key", ...headers }),
};
