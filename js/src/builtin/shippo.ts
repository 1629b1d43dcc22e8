// Generated from schemes/shippo/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Shippo: https://docs.goshippo.com/tracking/webhook-security
 *
 * The secret: The HMAC secret, once your account manager at Shippo has set up HMAC for your webhooks.
 */
export const shippo = /* @__PURE__ */ builtIn<"shippo">({"id":"shippo","name":"Shippo","docs":"https://docs.goshippo.com/tracking/webhook-security","signature":{"header":"shippo-auth-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"event"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["shippo-auth-signature"], false);
