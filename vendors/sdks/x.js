import { validateSignature } from "twitter-autohook";

export default {
  package: "twitter-autohook",
  call: "validateSignature",
  verify: ({ body, headers, secret }) => validateSignature(headers, { consumer_secret: secret }, body),
};
