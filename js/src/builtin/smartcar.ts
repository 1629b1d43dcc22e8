// Generated from schemes/smartcar/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Smartcar: https://smartcar.com/docs/integrations/webhooks/payload-verification
 *
 * The secret: Smartcar dashboard > Configuration > API Keys > Application management token.
 */
export const smartcar = /* @__PURE__ */ builtIn<"smartcar">({"id":"smartcar","name":"Smartcar","docs":"https://smartcar.com/docs/integrations/webhooks/payload-verification","signature":{"header":"sc-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"eventType"},"deliveryId":{"body":"eventId"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["sc-signature"], true);
