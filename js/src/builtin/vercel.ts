// Generated from schemes/vercel/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Vercel: https://vercel.com/docs/observability/webhooks
 *
 * The secret: Vercel > team settings > Webhooks, shown once when the webhook is created, or the integration's client secret.
 */
export const vercel = /* @__PURE__ */ builtIn<"vercel">({"id":"vercel","name":"Vercel","docs":"https://vercel.com/docs/observability/webhooks","signature":{"header":"x-vercel-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-vercel-signature"], true, shaHash);
