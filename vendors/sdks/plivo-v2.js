import plivo from "plivo";

/**
 * The headers with the signatures of an account's token and of its main account's token. According to Plivo's
 * documentation, a receiver checks either.
 */
const HEADERS = ["x-plivo-signature-v2", "x-plivo-signature-ma-v2"];

export default {
  package: "plivo",
  call: "validateSignature",
  verify: ({ headers, secret, url }) =>
    HEADERS.filter((name) => name in headers).some((name) =>
      plivo.validateSignature(url, headers["x-plivo-signature-v2-nonce"], headers[name], secret),
    ),
};
