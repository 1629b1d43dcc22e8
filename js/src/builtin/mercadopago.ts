// Generated from schemes/mercadopago/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";
import { authenticate } from "../schemes/authenticated.js";

/**
 * Mercado Pago: https://www.mercadopago.com.br/developers/en/docs/your-integrations/notifications/webhooks
 *
 * The secret: Your integrations > your application > Webhooks > Configure notifications > Secret signature.
 */
export const mercadopago = /* @__PURE__ */ builtIn<"mercadopago">({"id":"mercadopago","name":"Mercado Pago","docs":"https://www.mercadopago.com.br/developers/en/docs/your-integrations/notifications/webhooks","signature":{"header":"x-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":true,"groups":null}},"encoding":"hex"},"timestamp":{"field":"ts","unit":"s_or_ms"},"signedContent":"id:{query_lowercase:data.id};request-id:{x-request-id};ts:{timestamp};","unsignedBody":true}, "\u0001\u0000\u0001,\u0002v1\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0005\u0001\u0002ts\u0000\u0000\u0007\u0000\u0003id:\u000b\u0007data.id\u0000\f;request-id:\u0003\u0000\u0004;ts:\u0002\u0000\u0001;\u0000", ["x-signature","x-request-id"], false, undefined, authenticate);
