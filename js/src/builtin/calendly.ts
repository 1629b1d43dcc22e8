// Generated from schemes/calendly/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Calendly: https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures
 *
 * The secret: The signing_key that you sent when you made the subscription, or, for an OAuth app, the webhook signing key shown when the app was made.
 */
export const calendly = /* @__PURE__ */ builtIn<"calendly">({"id":"calendly","name":"Calendly","docs":"https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures","signature":{"header":"calendly-webhook-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"tolerance":180,"signedContent":"{timestamp}.{body}","event":{"body":"event"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["calendly-webhook-signature"], false);
