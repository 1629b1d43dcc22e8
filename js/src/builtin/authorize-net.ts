// Generated from schemes/authorize-net/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Authorize.Net: https://developer.authorize.net/api/reference/features/webhooks.html
 *
 * The secret: Authorize.Net Merchant Interface > Account > Settings > API Credentials & Keys > Signature Key, in hex.
 */
export const authorizeNet = /* @__PURE__ */ builtIn<"authorize-net">({"id":"authorize-net","name":"Authorize.Net","docs":"https://developer.authorize.net/api/reference/features/webhooks.html","signature":{"header":"x-anet-signature","moreHeaders":[],"syntax":{"prefixed":"sha512="},"encoding":"hex"},"algorithm":"sha512","secretEncoding":"hex","signedContent":"{body}","event":{"body":"eventType"},"deliveryId":{"body":"notificationId"}}, "\u0000\u0007sha512=\u0000\u0000\u0000\u0000\u0000\u0002\u0001\u0001\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-anet-signature"], true, shaHash);
