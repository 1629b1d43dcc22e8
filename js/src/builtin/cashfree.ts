// Generated from schemes/cashfree/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Cashfree: https://www.cashfree.com/devstudio/preview/pg/tools/webhookVerification
 *
 * The secret: Cashfree Merchant Dashboard > Developers > API Keys > your app > Client Secret.
 */
export const cashfree = /* @__PURE__ */ builtIn<"cashfree">({"id":"cashfree","name":"Cashfree","docs":"https://www.cashfree.com/devstudio/preview/pg/tools/webhookVerification","signature":{"header":"x-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"timestamp":{"header":"x-webhook-timestamp","unit":"ms"},"signedContent":"{timestamp}{body}","event":{"body":"type"},"waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0000\u0002\u0002\u0001\u0000", ["x-webhook-signature","x-webhook-timestamp"], false);
