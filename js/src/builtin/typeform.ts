// Generated from schemes/typeform/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Typeform: https://www.typeform.com/developers/webhooks/secure-your-webhooks/
 *
 * The secret: The secret that you set for the webhook: form > Connect > Webhooks > Edit > Secret.
 */
export const typeform = /* @__PURE__ */ builtIn<"typeform">({"id":"typeform","name":"Typeform","docs":"https://www.typeform.com/developers/webhooks/secure-your-webhooks/","signature":{"header":"typeform-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"base64"},"signedContent":"{body}","event":{"body":"event_type"},"deliveryId":{"body":"event_id"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["typeform-signature"], true);
