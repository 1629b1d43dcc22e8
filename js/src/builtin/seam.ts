// Generated from schemes/seam/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Seam: https://docs.seam.co/latest/developer-tools/webhooks
 *
 * The secret: The webhook secret that Seam Console shows for your webhook.
 */
export const seam = /* @__PURE__ */ builtIn<"seam">({"id":"seam","name":"Seam","docs":"https://docs.seam.co/latest/developer-tools/webhooks","signature":{"header":"svix-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"svix-timestamp","unit":"s"},"signedContent":"{svix-id}.{timestamp}.{body}","event":{"body":"event_type"},"deliveryId":{"header":"svix-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["svix-signature","svix-timestamp","svix-id"], true);
