// Generated from schemes/adyen-banking/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Adyen (banking and management): https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures
 *
 * The secret: The HMAC key of your webhook, in the Adyen Customer Area under Developers > Webhooks.
 */
export const adyenBanking = /* @__PURE__ */ builtIn<"adyen-banking">({"id":"adyen-banking","name":"Adyen (banking and management)","docs":"https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures","signature":{"header":"hmacsignature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"secretEncoding":"hex","signedContent":"{body}","event":{"body":"type"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0001\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["hmacsignature"], false);
