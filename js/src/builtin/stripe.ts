// Generated from schemes/stripe/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Stripe: https://docs.stripe.com/webhooks/signatures
 *
 * The secret: Stripe Dashboard > Developers > Webhooks > your endpoint > Signing secret.
 */
export const stripe = /* @__PURE__ */ builtIn<"stripe">({"id":"stripe","name":"Stripe","docs":"https://docs.stripe.com/webhooks/signatures","signature":{"header":"stripe-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["stripe-signature"], true);
