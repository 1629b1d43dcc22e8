// Generated from schemes/loops/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Loops: https://loops.so/docs/webhooks
 *
 * The secret: Loops > Settings > Webhooks > Signing secret.
 */
export const loops = /* @__PURE__ */ builtIn<"loops">({"id":"loops","name":"Loops","docs":"https://loops.so/docs/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"eventName"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
