import { validateEvent, WebhookVerificationError } from "@polar-sh/sdk/webhooks";

// It reads every secret as UTF-8, which is right for those made before 2026-09-08. Once it has verified a delivery, it reads the event, and
// refuses those that it does not know: that is no refusal here.
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
