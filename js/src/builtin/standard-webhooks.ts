// Generated from schemes/standard-webhooks/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Standard Webhooks: https://www.standardwebhooks.com
 *
 * The secret: The endpoint's signing secret, which begins with whsec_.
 */
export const standardWebhooks = /* @__PURE__ */ builtIn<"standard-webhooks">({"id":"standard-webhooks","name":"Standard Webhooks","docs":"https://www.standardwebhooks.com","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
