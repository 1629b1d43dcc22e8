import adyen from "@adyen/api-library";

const validator = new adyen.hmacValidator();

export default {
  package: "@adyen/api-library",
  call: "hmacValidator.validateHMACSignature",
  verify: ({ text, headers, secret }) => validator.validateHMACSignature(secret, headers.hmacsignature, text),
  sign: ({ text, secret }) => ({ hmacsignature: validator.calculateHmac(text, secret) }),
};
