import Finch from "@tryfinch/finch-api";

const { webhooks } = new Finch({ accessToken: "token" });

export default {
  package: "@tryfinch/finch-api",
  call: "webhooks.verifySignature",
  verify: ({ text, headers, secret }) => webhooks.verifySignature(text, headers, secret),
  sign: ({ text, secret, id, now }) => {
    const options = { eventId: id, timestamp: new Date(now * 1000), secret: Buffer.from(secret, "base64") };
    return {
      "finch-event-id": id,
      "finch-timestamp": String(now),
      "finch-signature": webhooks.signPayload(text, options),
    };
  },
};
