import smartcar from "smartcar";

// The SDK signs the result of JSON.stringify for a parsed body.
export default {
  package: "smartcar",
  call: "verifyPayload",
  verify: ({ text, headers, secret }) => smartcar.verifyPayload(secret, headers["sc-signature"], JSON.parse(text)),
  sign: ({ text, secret }) => ({ "sc-signature": smartcar.hashChallenge(secret, text) }),
};
