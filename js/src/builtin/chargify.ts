// Generated from schemes/chargify/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Maxio Advanced Billing (Chargify): https://docs.maxio.com/hc/en-us/articles/24266136649869-Webhooks-Reference
 *
 * The secret: Maxio Advanced Billing > Config > Settings > Webhooks > Site shared key.
 */
export const chargify = /* @__PURE__ */ builtIn<"chargify">({"id":"chargify","name":"Maxio Advanced Billing (Chargify)","docs":"https://docs.maxio.com/hc/en-us/articles/24266136649869-Webhooks-Reference","signature":{"header":"x-chargify-webhook-signature-hmac-sha-256","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","deliveryId":{"header":"x-chargify-webhook-id"},"contentTypes":["application/x-www-form-urlencoded"],"headerPrefix":"x-chargify-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-chargify-webhook-signature-hmac-sha-256"], false);
