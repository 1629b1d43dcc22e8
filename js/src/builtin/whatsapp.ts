// Generated from schemes/whatsapp/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Meta (WhatsApp, Messenger, Instagram): https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 *
 * The secret: Meta for Developers > your app > App settings > Basic > App secret.
 */
export const whatsapp = /* @__PURE__ */ builtIn<"whatsapp">({"id":"whatsapp","name":"Meta (WhatsApp, Messenger, Instagram)","docs":"https://developers.facebook.com/docs/graph-api/webhooks/getting-started","signature":{"header":"x-hub-signature-256","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","challenge":{"method":"GET","when":{"query":"hub.mode","is":"subscribe"},"token":{"query":"hub.challenge"},"verifyToken":"hub.verify_token","response":null}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\f\u0002\tsubscribe\u0000", ["x-hub-signature-256"], false);
