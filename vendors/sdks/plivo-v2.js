import plivo from "plivo";

export default {
  package: "plivo",
  call: "validateSignature",
  verify: ({ headers, secret, url }) =>
    plivo.validateSignature(
      url,
      headers["x-plivo-signature-v2-nonce"],
      headers["x-plivo-signature-v2"] ?? headers["x-plivo-signature-ma-v2"],
      secret,
    ),
};
