import { validateSignature } from "@line/bot-sdk";

export default {
  package: "@line/bot-sdk",
  call: "validateSignature",
  verify: ({ body, headers, secret }) => validateSignature(body, secret, headers["x-line-signature"]),
};
