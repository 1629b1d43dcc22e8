import { verifySlackRequest } from "@slack/bolt";

// As its HTTP receiver calls it, which reads the time as a number.
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
