// Generated from schemes/increase/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Increase: https://increase.com/documentation/webhooks
 *
 * The secret: The shared secret of your event subscription, in the Increase dashboard.
 */
export const increase = /* @__PURE__ */ builtIn<"increase">({"id":"increase","name":"Increase","docs":"https://increase.com/documentation/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"category"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
