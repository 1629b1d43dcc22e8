// Generated from schemes/mux/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Mux: https://www.mux.com/docs/core/verify-webhook-signatures
 *
 * The secret: Mux dashboard > Settings > Webhooks > your webhook > Signing secret.
 */
export const mux = /* @__PURE__ */ builtIn<"mux">({"id":"mux","name":"Mux","docs":"https://www.mux.com/docs/core/verify-webhook-signatures","signature":{"header":"mux-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["mux-signature"], true);
