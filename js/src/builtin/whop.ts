// Generated from schemes/whop/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Whop: https://docs.whop.com/developer/guides/webhooks
 *
 * The secret: The secret of your webhook, in the Whop dashboard, the whole text with its ws_.
 */
export const whop = /* @__PURE__ */ builtIn<"whop">({"id":"whop","name":"Whop","docs":"https://docs.whop.com/developer/guides/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
