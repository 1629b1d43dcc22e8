import { verifySignature } from "gocardless-nodejs/webhooks";

export default {
  package: "gocardless-nodejs",
  call: "webhooks.verifySignature",
  verify: ({ body, headers, secret }) => verifySignature(body, secret, headers["webhook-signature"]),
};
