// Generated from schemes/attio/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Attio: https://docs.attio.com/rest-api/guides/webhooks
 *
 * The secret: Attio > Developer settings > your integration > Webhooks > Secret, or the response that created the webhook.
 */
export const attio = /* @__PURE__ */ builtIn<"attio">({"id":"attio","name":"Attio","docs":"https://docs.attio.com/rest-api/guides/webhooks","signature":{"header":"attio-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","deliveryId":{"header":"idempotency-key"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["attio-signature"], false);
