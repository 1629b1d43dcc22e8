// Generated from schemes/granola/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Granola: https://docs.granola.ai/webhooks
 *
 * The secret: Granola > Settings > Connectors > Webhooks > the signing secret, shown once when the endpoint is made.
 */
export const granola = /* @__PURE__ */ builtIn<"granola">({"id":"granola","name":"Granola","docs":"https://docs.granola.ai/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"event_type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
