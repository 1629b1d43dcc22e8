// Generated from schemes/paddle/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Paddle: https://developer.paddle.com/webhooks/signature-verification
 *
 * The secret: Paddle > Developer Tools > Notifications > your destination > Secret key.
 */
export const paddle = /* @__PURE__ */ builtIn<"paddle">({"id":"paddle","name":"Paddle","docs":"https://developer.paddle.com/webhooks/signature-verification","signature":{"header":"paddle-signature","moreHeaders":[],"syntax":{"fields":{"separator":";","key":"h1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"ts","unit":"s"},"signedContent":"{timestamp}:{body}","event":{"body":"event_type"},"deliveryId":{"body":"event_id"}}, "\u0001\u0000\u0001;\u0002h1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0002ts\u0000\u0000\u0003\u0002\u0000\u0001:\u0001\u0000", ["paddle-signature"], true);
