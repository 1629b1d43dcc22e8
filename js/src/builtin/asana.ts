// Generated from schemes/asana/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Asana: https://developers.asana.com/docs/webhooks-guide
 *
 * The secret: The value of X-Hook-Secret in the request that Asana sends when the webhook is created.
 */
export const asana = /* @__PURE__ */ builtIn<"asana">({"id":"asana","name":"Asana","docs":"https://developers.asana.com/docs/webhooks-guide","signature":{"header":"x-hook-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hook-signature"], false);
