// Generated from schemes/creem-legacy/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Creem (creem-signature): https://docs.creem.io/code/webhooks
 *
 * The secret: Creem dashboard > Developers > Webhooks > your webhook > Secret, the whole text with its whsec_.
 */
export const creemLegacy = /* @__PURE__ */ builtIn<"creem-legacy">({"id":"creem-legacy","name":"Creem (creem-signature)","docs":"https://docs.creem.io/code/webhooks","signature":{"header":"creem-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"eventType"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["creem-signature"], true);
