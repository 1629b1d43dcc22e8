// Generated from schemes/taiga/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Taiga: https://docs.taiga.io/webhooks.html
 *
 * The secret: Taiga > your project > Settings > Integrations > Webhooks > your webhook > Secret key, which you choose.
 */
export const taiga = /* @__PURE__ */ builtIn<"taiga">({"id":"taiga","name":"Taiga","docs":"https://docs.taiga.io/webhooks.html","signature":{"header":"x-taiga-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"type"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-taiga-webhook-signature"], false, shaHash);
