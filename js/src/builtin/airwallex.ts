// Generated from schemes/airwallex/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Airwallex: https://www.airwallex.com/docs/developer-tools__listen-for-webhook-events
 *
 * The secret: The secret of your webhook, in Airwallex under Developer > Webhooks.
 */
export const airwallex = /* @__PURE__ */ builtIn<"airwallex">({"id":"airwallex","name":"Airwallex","docs":"https://www.airwallex.com/docs/developer-tools__listen-for-webhook-events","signature":{"header":"x-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"x-timestamp","unit":"ms"},"signedContent":"{timestamp}{body}","event":{"body":"name"},"deliveryId":{"body":"id"},"waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0000\u0002\u0002\u0001\u0000", ["x-signature","x-timestamp"], true);
