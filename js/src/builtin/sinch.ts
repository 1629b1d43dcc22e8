// Generated from schemes/sinch/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Sinch (Conversation): https://developers.sinch.com/docs/conversation/callbacks
 *
 * The secret: The secret that you chose for the webhook of your Conversation API app.
 */
export const sinch = /* @__PURE__ */ builtIn<"sinch">({"id":"sinch","name":"Sinch (Conversation)","docs":"https://developers.sinch.com/docs/conversation/callbacks","signature":{"header":"x-sinch-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"timestamp":{"header":"x-sinch-webhook-signature-timestamp","unit":"s"},"signedContent":"{body}.{x-sinch-webhook-signature-nonce}.{timestamp}","headerPrefix":"x-sinch-","waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0001\u0000\u0001.\u0003\u0000\u0001.\u0002\u0000", ["x-sinch-webhook-signature","x-sinch-webhook-signature-timestamp","x-sinch-webhook-signature-nonce"], false);
