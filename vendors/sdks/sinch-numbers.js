import { callPython } from "../python.js";

const MODULE = "sinch.domains.authentication.sinch_events.v1.authentication_validation";

export default {
  registry: "PyPI",
  package: "sinch",
  call: "validate_signature_header",
  verify: ({ text, headers, secret }) => callPython(MODULE, "validate_signature_header", secret, headers, text),
  sign: async ({ text, secret }) => ({
    "x-sinch-signature": await callPython(MODULE, "compute_hmac_signature", text, secret),
  }),
};
