import { Signature } from "@hubspot/api-client";

const options = ({ text, secret, url }) => ({ clientSecret: secret, requestBody: text, url });

export default {
  package: "@hubspot/api-client",
  call: "Signature.isValid",
  verify: (delivery) =>
    Signature.isValid({
      ...options(delivery),
      method: delivery.method,
      signatureVersion: "v3",
      signature: delivery.headers["x-hubspot-signature-v3"],
      timestamp: Number(delivery.headers["x-hubspot-request-timestamp"]),
    }),
  sign: (delivery) => {
    const timestamp = delivery.now * 1000;
    return {
      "x-hubspot-request-timestamp": String(timestamp),
      "x-hubspot-signature-v3": Signature.getSignature(delivery.method, "v3", { ...options(delivery), timestamp }),
    };
  },
};
