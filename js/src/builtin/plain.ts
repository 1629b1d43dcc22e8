// Generated from schemes/plain/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Plain: https://www.plain.com/docs/request-signing
 *
 * The secret: Plain > Settings > Request signing > HMAC secret.
 */
export const plain = /* @__PURE__ */ builtIn<"plain">({"id":"plain","name":"Plain","docs":"https://www.plain.com/docs/request-signing","signature":{"header":"plain-request-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"body":"webhookMetadata.webhookDeliveryAttemptTimestamp","unit":"iso8601"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0003\u0003\u0000\u0000\u0001\u0001\u0000", ["plain-request-signature"], true);
