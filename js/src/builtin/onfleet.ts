// Generated from schemes/onfleet/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Onfleet: https://docs.onfleet.com/reference/webhooks
 *
 * The secret: Onfleet dashboard > Settings > API & Webhooks > Webhook secret, in hex.
 */
export const onfleet = /* @__PURE__ */ builtIn<"onfleet">({"id":"onfleet","name":"Onfleet","docs":"https://docs.onfleet.com/reference/webhooks","signature":{"header":"x-onfleet-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha512","secretEncoding":"hex","signedContent":"{body}"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0002\u0001\u0001\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-onfleet-signature"], false, shaHash);
