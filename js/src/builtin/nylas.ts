// Generated from schemes/nylas/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Nylas: https://developer.nylas.com/docs/cookbook/use-cases/build/verify-webhook-signatures/
 *
 * The secret: The webhook_secret that Nylas returns when the webhook is created, or Dashboard > Notifications > your webhook.
 */
export const nylas = /* @__PURE__ */ builtIn<"nylas">({"id":"nylas","name":"Nylas","docs":"https://developer.nylas.com/docs/cookbook/use-cases/build/verify-webhook-signatures/","signature":{"header":"x-nylas-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-nylas-signature"], true);
