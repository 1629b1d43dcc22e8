// Generated from schemes/gabinete360/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Gabinete360: https://gabinete360.ia.br/docs/webhooks
 *
 * The secret: The secret that you made up when you created the webhook channel; all of it, whsec_ too.
 */
export const gabinete360 = /* @__PURE__ */ builtIn<"gabinete360">({"id":"gabinete360","name":"Gabinete360","docs":"https://gabinete360.ia.br/docs/webhooks","signature":{"header":"x-argos-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"eventType"},"deliveryId":{"body":"id"},"headerPrefix":"x-argos-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-argos-signature"], true);
