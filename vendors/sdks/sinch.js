import { callPython } from "../python.js";

const MODULE = "sinch.domains.authentication.sinch_events.v1.authentication_validation";

export default {
  registry: "PyPI",
  package: "sinch",
  call: "validate_sinch_event_signature_with_nonce",
  verify: ({ text, headers, secret }) =>
    callPython(MODULE, "validate_sinch_event_signature_with_nonce", secret, headers, text),
  sign: async ({ text, secret, id, now }) => {
    const content = await callPython(MODULE, "compute_signed_data", text, id, String(now));
    return {
      "x-sinch-webhook-signature-nonce": id,
      "x-sinch-webhook-signature-timestamp": String(now),
      "x-sinch-webhook-signature-algorithm": "HmacSHA256",
      "x-sinch-webhook-signature": await callPython(MODULE, "calculate_sinch_event_signature", content, secret),
    };
  },
};
