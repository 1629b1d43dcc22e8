// Generated from schemes/onfido/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Onfido: https://documentation.onfido.com/api/manual-webhook-signature-verification
 *
 * The secret: The token of the webhook, in the Onfido dashboard > Developers > Webhooks or in the response that created it.
 */
export const onfido = /* @__PURE__ */ builtIn<"onfido">({"id":"onfido","name":"Onfido","docs":"https://documentation.onfido.com/api/manual-webhook-signature-verification","signature":{"header":"x-sha2-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"payload.action"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-sha2-signature"], false);
