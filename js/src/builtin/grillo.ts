// Generated from schemes/grillo/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Grillo: https://docs.grillo.io/api/webhooks
 *
 * The secret: The secret that you sent when you registered the webhook.
 */
export const grillo = /* @__PURE__ */ builtIn<"grillo">({"id":"grillo","name":"Grillo","docs":"https://docs.grillo.io/api/webhooks","signature":{"header":"x-grillo-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"header":"x-grillo-event"},"deliveryId":{"header":"x-grillo-delivery"},"reserialized":true,"headerPrefix":"x-grillo-"}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0001\u0000\u0001\u0001\u0000", ["x-grillo-signature"], false);
