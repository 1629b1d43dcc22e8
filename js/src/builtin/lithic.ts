// Generated from schemes/lithic/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Lithic: https://docs.lithic.com/docs/events-api
 *
 * The secret: Lithic dashboard > Events > your subscription > Secret.
 */
export const lithic = /* @__PURE__ */ builtIn<"lithic">({"id":"lithic","name":"Lithic","docs":"https://docs.lithic.com/docs/events-api","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"event_type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
