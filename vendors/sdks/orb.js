import Orb from "orb-billing";

const { webhooks } = new Orb({ apiKey: "key" });

// The timestamp has no time zone.
const time = (now) => new Date(now * 1000).toISOString().slice(0, -1);

export default {
  package: "orb-billing",
  call: "webhooks.verifySignature",
  verify: ({ text, headers, secret }) => webhooks.verifySignature(text, headers, secret),
  sign: ({ text, secret, now }) => ({
    "x-orb-timestamp": time(now),
    "x-orb-signature": webhooks.signPayload(text, { timestamp: time(now), secret }),
  }),
};
