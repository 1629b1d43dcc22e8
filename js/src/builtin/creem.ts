// Generated from schemes/creem/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Creem: https://docs.creem.io/code/webhooks
 *
 * The secret: Creem dashboard > Developers > Webhooks > your webhook > Signing secret.
 */
export const creem = /* @__PURE__ */ builtIn<"creem">({"id":"creem","name":"Creem","docs":"https://docs.creem.io/code/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"eventType"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
