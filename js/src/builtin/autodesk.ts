// Generated from schemes/autodesk/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Autodesk Platform Services: https://aps.autodesk.com/en/docs/webhooks/v1/tutorials/how-to-verify-payload-signature/
 *
 * The secret: The secret token that you set with the Webhooks API, for all webhooks or for one.
 */
export const autodesk = /* @__PURE__ */ builtIn<"autodesk">({"id":"autodesk","name":"Autodesk Platform Services","docs":"https://aps.autodesk.com/en/docs/webhooks/v1/tutorials/how-to-verify-payload-signature/","signature":{"header":"x-adsk-signature","moreHeaders":[],"syntax":{"prefixed":"sha1hash="},"encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"hook.event"},"deliveryId":{"header":"x-adsk-delivery-id"},"headerPrefix":"x-adsk-"}, "\u0000\tsha1hash=\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-adsk-signature"], false, shaHash);
