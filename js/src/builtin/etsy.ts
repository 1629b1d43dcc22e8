// Generated from schemes/etsy/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Etsy: https://developers.etsy.com/documentation/essentials/webhooks
 *
 * The secret: Etsy Webhooks portal > your endpoint > Signing secret.
 */
export const etsy = /* @__PURE__ */ builtIn<"etsy">({"id":"etsy","name":"Etsy","docs":"https://developers.etsy.com/documentation/essentials/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
