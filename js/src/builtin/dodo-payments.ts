// Generated from schemes/dodo-payments/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Dodo Payments: https://docs.dodopayments.com/developer-resources/webhooks
 *
 * The secret: Dodo Payments dashboard > Developer > Webhooks > your webhook > Secret Key.
 */
export const dodoPayments = /* @__PURE__ */ builtIn<"dodo-payments">({"id":"dodo-payments","name":"Dodo Payments","docs":"https://docs.dodopayments.com/developer-resources/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
