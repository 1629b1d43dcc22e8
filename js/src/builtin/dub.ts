// Generated from schemes/dub/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Dub: https://dub.co/docs/concepts/webhooks/verify-webhook-requests
 *
 * The secret: Dub > Settings > Webhooks > your webhook > Update Details > Signing secret.
 */
export const dub = /* @__PURE__ */ builtIn<"dub">({"id":"dub","name":"Dub","docs":"https://dub.co/docs/concepts/webhooks/verify-webhook-requests","signature":{"header":"dub-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["dub-signature"], true);
