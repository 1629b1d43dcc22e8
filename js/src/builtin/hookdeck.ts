// Generated from schemes/hookdeck/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Hookdeck (re-signed): https://hookdeck.com/docs/authentication
 *
 * The secret: Hookdeck dashboard > Project settings > Secrets > Signing secret.
 */
export const hookdeck = /* @__PURE__ */ builtIn<"hookdeck">({"id":"hookdeck","name":"Hookdeck (re-signed)","docs":"https://hookdeck.com/docs/authentication","signature":{"header":"x-hookdeck-signature","moreHeaders":["x-hookdeck-signature-2"],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","deliveryId":{"header":"x-hookdeck-eventid"},"headerPrefix":"x-hookdeck-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0002\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hookdeck-signature","x-hookdeck-signature-2"], false);
