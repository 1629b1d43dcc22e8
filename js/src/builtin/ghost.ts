// Generated from schemes/ghost/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Ghost: https://docs.ghost.org/webhooks
 *
 * The secret: Ghost Admin > Settings > Integrations > your custom integration > your webhook > Secret, which you choose.
 */
export const ghost = /* @__PURE__ */ builtIn<"ghost">({"id":"ghost","name":"Ghost","docs":"https://docs.ghost.org/webhooks","signature":{"header":"x-ghost-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"sha256","optionalSpace":true,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"ms"},"signedContent":"{body}{timestamp}","waivers":["adjacent_parts"]}, "\u0001\u0000\u0001,\u0006sha256\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0001\u0001t\u0000\u0000\u0002\u0001\u0002\u0000", ["x-ghost-signature"], false);
