// Generated from schemes/sanity/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Sanity: https://www.sanity.io/docs/webhooks
 *
 * The secret: sanity.io/manage > your project > API > Webhooks > your webhook > Secret, which you choose.
 */
export const sanity = /* @__PURE__ */ builtIn<"sanity">({"id":"sanity","name":"Sanity","docs":"https://www.sanity.io/docs/webhooks","signature":{"header":"sanity-webhook-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"base64url"},"timestamp":{"field":"t","unit":"ms"},"signedContent":"{timestamp}.{body}","event":{"header":"sanity-operation"},"deliveryId":{"header":"idempotency-key"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0002\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["sanity-webhook-signature"], false);
