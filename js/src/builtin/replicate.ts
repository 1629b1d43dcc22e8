// Generated from schemes/replicate/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Replicate: https://replicate.com/docs/topics/webhooks/verify-webhook
 *
 * The secret: GET https://api.replicate.com/v1/webhooks/default/secret with your API token.
 */
export const replicate = /* @__PURE__ */ builtIn<"replicate">({"id":"replicate","name":"Replicate","docs":"https://replicate.com/docs/topics/webhooks/verify-webhook","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
