// Generated from schemes/moneybird/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Moneybird: https://developer.moneybird.com/webhooks/verifying-signatures
 *
 * The secret: The signing secret that Moneybird returns once, when the webhook is created.
 */
export const moneybird = /* @__PURE__ */ builtIn<"moneybird">({"id":"moneybird","name":"Moneybird","docs":"https://developer.moneybird.com/webhooks/verifying-signatures","signature":{"header":"moneybird-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"action"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["moneybird-signature"], false);
