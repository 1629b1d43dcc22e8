import {
  PlainWebhookPayloadError,
  PlainWebhookVersionMismatchError,
  verifyPlainWebhook,
} from "@team-plain/typescript-sdk";

// After verifying the signature, the SDK parses the event, and refuses events that it does not know. Such an error does not count as a refusal. The
// time is checked last, so the example is an event that the SDK knows.
const example = (time) => ({
  timestamp: time,
  workspaceId: "w_1",
  payload: {
    eventType: "timeline.timeline_entry_changed",
    changeType: "ADDED",
    timelineEntry: null,
    previousTimelineEntry: null,
  },
  id: "pEv_1",
  type: "timeline.timeline_entry_changed",
  webhookMetadata: {
    webhookTargetId: "whTarget_1",
    webhookTargetVersion: "2025-01-01",
    webhookDeliveryAttemptId: "whAttempt_1",
    webhookDeliveryAttemptNumber: 1,
    webhookDeliveryAttemptTimestamp: time,
  },
});

export default {
  package: "@team-plain/typescript-sdk",
  call: "verifyPlainWebhook",
  example: { text: (now) => JSON.stringify(example(new Date(now * 1000).toISOString())) },
  verify: ({ text, headers, secret }) => {
    const { error } = verifyPlainWebhook(text, headers["plain-request-signature"] ?? "", secret);
    const unread = error instanceof PlainWebhookPayloadError || error instanceof PlainWebhookVersionMismatchError;
    return error === undefined || unread;
  },
};
