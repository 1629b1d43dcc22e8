import { parse } from "node:querystring";
import twilio from "twilio";

export default {
  package: "twilio",
  call: "validateRequest",
  verify: ({ text, headers, secret, url }) =>
    twilio.validateRequest(secret, headers["x-twilio-signature"], url, parse(text)),
  sign: ({ text, secret, url }) => ({
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": twilio.getExpectedTwilioSignature(secret, url, parse(text)),
  }),
};
