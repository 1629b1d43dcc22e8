// Generated from schemes/jira/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Jira (admin webhooks): https://developer.atlassian.com/cloud/jira/platform/webhooks/
 *
 * The secret: Jira > Settings > System > WebHooks > your webhook > Secret.
 */
export const jira = /* @__PURE__ */ builtIn<"jira">({"id":"jira","name":"Jira (admin webhooks)","docs":"https://developer.atlassian.com/cloud/jira/platform/webhooks/","signature":{"header":"x-hub-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"webhookEvent"},"deliveryId":{"header":"x-atlassian-webhook-identifier"},"headerPrefix":"x-atlassian-"}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hub-signature"], false);
