// Generated from schemes/vanta/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Vanta: https://developer.vanta.com/docs/webhooks
 *
 * The secret: Vanta > Settings > Webhooks > your endpoint > Signing secret.
 */
export const vanta = /* @__PURE__ */ builtIn<"vanta">({"id":"vanta","name":"Vanta","docs":"https://developer.vanta.com/docs/webhooks","signature":{"header":"svix-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"svix-timestamp","unit":"s"},"signedContent":"{svix-id}.{timestamp}.{body}","deliveryId":{"header":"svix-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["svix-signature","svix-timestamp","svix-id"], true);
