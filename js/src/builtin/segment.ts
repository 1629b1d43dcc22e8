// Generated from schemes/segment/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Segment: https://segment.com/docs/connections/destinations/catalog/webhooks/
 *
 * The secret: Segment > Destinations > your webhook > Settings > Shared secret.
 */
export const segment = /* @__PURE__ */ builtIn<"segment">({"id":"segment","name":"Segment","docs":"https://segment.com/docs/connections/destinations/catalog/webhooks/","signature":{"header":"x-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"messageId"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-signature"], true, shaHash);
