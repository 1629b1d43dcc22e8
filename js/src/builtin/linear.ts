// Generated from schemes/linear/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Linear: https://linear.app/developers/webhooks
 *
 * The secret: Linear > Settings > API > Webhooks > your webhook > Signing secret.
 */
export const linear = /* @__PURE__ */ builtIn<"linear">({"id":"linear","name":"Linear","docs":"https://linear.app/developers/webhooks","signature":{"header":"linear-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"body":"webhookTimestamp","unit":"ms"},"tolerance":60,"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"header":"linear-delivery"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0003\u0000\u0000\u0001\u0001\u0000", ["linear-signature"], false);
