// Generated from schemes/checkout-com/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Checkout.com: https://www.checkout.com/docs/developer-resources/webhooks/manage-webhooks/set-up-your-webhook-receiver
 *
 * The secret: Checkout.com Dashboard > Developers > Webhooks > your webhook > Signature key.
 */
export const checkoutCom = /* @__PURE__ */ builtIn<"checkout-com">({"id":"checkout-com","name":"Checkout.com","docs":"https://www.checkout.com/docs/developer-resources/webhooks/manage-webhooks/set-up-your-webhook-receiver","signature":{"header":"cko-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["cko-signature"], true);
