import {
  PlainWebhookPayloadError,
  PlainWebhookVersionMismatchError,
  verifyPlainWebhook,
} from "@team-plain/typescript-sdk";

// Once it has verified the signature, it reads the event, and refuses those that it does not know: that is no refusal here. It checks the
// time last, so the example is an event that it knows.
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
