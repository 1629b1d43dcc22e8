// Generated from schemes/autumn/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Autumn: https://docs.useautumn.com/documentation/webhooks
 *
 * The secret: Autumn dashboard > Developer > Webhooks > your endpoint > Signing secret.
 */
export const autumn = /* @__PURE__ */ builtIn<"autumn">({"id":"autumn","name":"Autumn","docs":"https://docs.useautumn.com/documentation/webhooks","signature":{"header":"svix-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"svix-timestamp","unit":"s"},"signedContent":"{svix-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"svix-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["svix-signature","svix-timestamp","svix-id"], true);
