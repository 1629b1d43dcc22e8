// Generated from schemes/persona/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Persona: https://docs.withpersona.com/webhooks-best-practices#checking-signatures
 *
 * The secret: Persona Dashboard > Webhooks > your webhook > Webhook secret.
 */
export const persona = /* @__PURE__ */ builtIn<"persona">({"id":"persona","name":"Persona","docs":"https://docs.withpersona.com/webhooks-best-practices#checking-signatures","signature":{"header":"persona-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":" "}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"data.attributes.name"},"deliveryId":{"body":"data.id"}}, "\u0001\u0000\u0001,\u0002v1\u0001 \u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["persona-signature"], true);
