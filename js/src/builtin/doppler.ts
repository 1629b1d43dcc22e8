// Generated from schemes/doppler/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Doppler: https://docs.doppler.com/docs/webhooks
 *
 * The secret: The signing secret that you chose for the webhook of your Doppler project.
 */
export const doppler = /* @__PURE__ */ builtIn<"doppler">({"id":"doppler","name":"Doppler","docs":"https://docs.doppler.com/docs/webhooks","signature":{"header":"x-doppler-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"type"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-doppler-signature"], false);
