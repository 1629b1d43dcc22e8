import { verifySlackRequest } from "@slack/bolt";

// The function is called like in the SDK's HTTP receiver, which parses the time as a number.
export default {
  package: "@slack/bolt",
  call: "verifySlackRequest",
  verify: ({ text, headers, secret }) =>
    verifySlackRequest({
      signingSecret: secret,
      body: text,
      headers: {
        "x-slack-signature": headers["x-slack-signature"],
        "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
      },
    }),
};
