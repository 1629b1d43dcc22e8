import { validateEvent, WebhookVerificationError } from "@polar-sh/sdk/webhooks";

// The SDK reads every secret as UTF-8, which is correct for secrets from before 2026-09-08. After verifying a delivery, it parses the event, and
// refuses events that it does not know. Such an error does not count as a refusal.
export default {
  package: "@polar-sh/sdk",
  call: "webhooks.validateEvent",
  example: { secret: "an old secret, chosen as text" },
  verify: ({ text, headers, secret }) => {
    try {
      validateEvent(text, headers, secret);
    } catch (error) {
      if (error instanceof WebhookVerificationError) throw error;
    }
  },
};
