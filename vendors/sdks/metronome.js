import Metronome from "@metronome/sdk";

const { webhooks } = new Metronome({ bearerToken: "token" });

export default {
  package: "@metronome/sdk",
  call: "webhooks.verifySignature",
  verify: ({ text, headers, secret }) => webhooks.verifySignature(text, headers, secret),
  sign: ({ text, secret, now }) => {
    const date = new Date(now * 1000).toUTCString();
    return { "x-metronome-date": date, "metronome-webhook-signature": webhooks.signPayload(text, { date, secret }) };
  },
};
