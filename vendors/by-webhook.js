// The code that the adapters of Standard Webhooks' class and of Svix's class share.

/** Returns an adapter's functions for a class Webhook, and the prefix of its headers. */
export const byWebhook = (Webhook, prefix) => ({
  call: "Webhook.verify",
  verify: ({ text, headers, secret }) => new Webhook(secret).verify(text, headers),
  sign: ({ text, secret, id, now }) => ({
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(now),
    [`${prefix}-signature`]: new Webhook(secret).sign(id, new Date(now * 1000), text),
  }),
});
