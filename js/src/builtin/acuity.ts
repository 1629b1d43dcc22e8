// Generated from schemes/acuity/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Acuity Scheduling: https://developers.acuityscheduling.com/docs/webhooks
 *
 * The secret: Acuity Scheduling > Integrations > API > API key.
 */
export const acuity = /* @__PURE__ */ builtIn<"acuity">({"id":"acuity","name":"Acuity Scheduling","docs":"https://developers.acuityscheduling.com/docs/webhooks","signature":{"header":"x-acuity-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","contentTypes":["application/x-www-form-urlencoded"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-acuity-signature"], false);
