// Generated from schemes/mautic/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Mautic: https://mautic-developer.readthedocs.io/en/5.x/webhooks/getting_started.html
 *
 * The secret: Mautic > Settings > Webhooks > your webhook > Secret.
 */
export const mautic = /* @__PURE__ */ builtIn<"mautic">({"id":"mautic","name":"Mautic","docs":"https://mautic-developer.readthedocs.io/en/5.x/webhooks/getting_started.html","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["webhook-signature"], false);
