// Generated from schemes/imagekit/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * ImageKit: https://imagekit.io/docs/webhooks
 *
 * The secret: ImageKit dashboard > Developer options > Webhooks > your webhook > Secret, the whole text with its whsec_.
 */
export const imagekit = /* @__PURE__ */ builtIn<"imagekit">({"id":"imagekit","name":"ImageKit","docs":"https://imagekit.io/docs/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
