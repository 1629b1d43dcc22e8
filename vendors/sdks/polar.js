import { validateEvent, WebhookVerificationError } from "@polar-sh/sdk/webhooks";

// Once it has verified a delivery, it reads the event, and refuses those that it does not know: that is no refusal here.
export default {
  package: "@polar-sh/sdk",
  call: "webhooks.validateEvent",
  verify: ({ text, headers, secret }) => {
    try {
      validateEvent(text, headers, secret);
    } catch (error) {
      if (error instanceof WebhookVerificationError) throw error;
    }
  },
};
