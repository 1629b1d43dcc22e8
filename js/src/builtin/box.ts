// Generated from schemes/box/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Box: https://developer.box.com/guides/webhooks/v2/signatures-v2/
 *
 * The secret: Box Developer Console > your app > Webhooks > Manage signature keys > the primary and the secondary key.
 */
export const box = /* @__PURE__ */ builtIn<"box">({"id":"box","name":"Box","docs":"https://developer.box.com/guides/webhooks/v2/signatures-v2/","signature":{"header":"box-signature-primary","moreHeaders":["box-signature-secondary"],"syntax":"plain","encoding":"base64"},"timestamp":{"header":"box-delivery-timestamp","unit":"rfc3339"},"tolerance":600,"signedContent":"{body}{timestamp}","event":{"body":"trigger"},"deliveryId":{"header":"box-delivery-id"},"waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0002\u0001\u0002\u0000\u0000\u0000\u0002\u0001\u0002\u0000", ["box-signature-primary","box-signature-secondary","box-delivery-timestamp"], false);
