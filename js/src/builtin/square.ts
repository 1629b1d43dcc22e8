// Generated from schemes/square/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Square: https://developer.squareup.com/docs/webhooks/step3validate
 *
 * The secret: Square Developer Console > your application > Webhooks > Subscriptions > your subscription > Signature key.
 */
export const square = /* @__PURE__ */ builtIn<"square">({"id":"square","name":"Square","docs":"https://developer.squareup.com/docs/webhooks/step3validate","signature":{"header":"x-square-hmacsha256-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{url}{body}","event":{"body":"type"},"deliveryId":{"body":"event_id"},"headerPrefix":"x-square-","waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0004\u0001\u0000", ["x-square-hmacsha256-signature"], true);
