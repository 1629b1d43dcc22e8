// Generated from schemes/checkr/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Checkr: https://docs.checkr.com/apis/webhooks
 *
 * The secret: The secret API key of the Checkr account or OAuth app that owns the webhook.
 */
export const checkr = /* @__PURE__ */ builtIn<"checkr">({"id":"checkr","name":"Checkr","docs":"https://docs.checkr.com/apis/webhooks","signature":{"header":"x-checkr-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-checkr-signature"], true);
