// Generated from schemes/dwolla/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Dwolla: https://developers.dwolla.com/guides/webhooks/process-validate
 *
 * The secret: The secret that you gave when you created the webhook subscription.
 */
export const dwolla = /* @__PURE__ */ builtIn<"dwolla">({"id":"dwolla","name":"Dwolla","docs":"https://developers.dwolla.com/guides/webhooks/process-validate","signature":{"header":"x-request-signature-sha-256","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"topic"},"deliveryId":{"body":"id"},"headerPrefix":"x-dwolla-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-request-signature-sha-256"], true);
