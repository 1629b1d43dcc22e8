// Generated from schemes/worldline/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Worldline (Online Payments, Connect): https://docs.connect.worldline-solutions.com/documentation/webhooks/event-structure
 *
 * The secret: Worldline Merchant Portal > Developer > Webhooks > Secret Webhook Key of the key id in X-GCS-KeyId.
 */
export const worldline = /* @__PURE__ */ builtIn<"worldline">({"id":"worldline","name":"Worldline (Online Payments, Connect)","docs":"https://docs.connect.worldline-solutions.com/documentation/webhooks/event-structure","signature":{"header":"x-gcs-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"},"headerPrefix":"x-gcs-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-gcs-signature"], true);
