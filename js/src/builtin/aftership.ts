// Generated from schemes/aftership/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * AfterShip: https://www.aftership.com/docs/tracking/webhook/webhook-signature
 *
 * The secret: AfterShip Tracking > Settings > Webhooks > Webhook secret.
 */
export const aftership = /* @__PURE__ */ builtIn<"aftership">({"id":"aftership","name":"AfterShip","docs":"https://www.aftership.com/docs/tracking/webhook/webhook-signature","signature":{"header":"aftership-hmac-sha256","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"body":"event"},"deliveryId":{"body":"event_id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["aftership-hmac-sha256"], true);
