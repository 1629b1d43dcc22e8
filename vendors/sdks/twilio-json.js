import twilio from "twilio";

export default {
  package: "twilio",
  call: "validateRequestWithBody",
  verify: ({ text, headers, secret, url }) =>
    twilio.validateRequestWithBody(secret, headers["x-twilio-signature"], url, text),
  sign: ({ secret, url }) => ({ "x-twilio-signature": twilio.getExpectedTwilioSignature(secret, url, {}) }),
};
