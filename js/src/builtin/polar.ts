// Generated from schemes/polar/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Polar: https://polar.sh/docs/integrate/webhooks/delivery
 *
 * The secret: Polar dashboard > Settings > Webhooks > your endpoint > Secret, the whole text.
 */
export const polar = /* @__PURE__ */ builtIn<"polar">({"id":"polar","name":"Polar","docs":"https://polar.sh/docs/integrate/webhooks/delivery","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":["whsec","utf8"],"timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0002\u0003\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
