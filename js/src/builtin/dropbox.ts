// Generated from schemes/dropbox/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Dropbox: https://www.dropbox.com/developers/reference/webhooks
 *
 * The secret: Dropbox App Console > your app > Settings > App secret.
 */
export const dropbox = /* @__PURE__ */ builtIn<"dropbox">({"id":"dropbox","name":"Dropbox","docs":"https://www.dropbox.com/developers/reference/webhooks","signature":{"header":"x-dropbox-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","headerPrefix":"x-dropbox-","challenge":{"method":"GET","when":null,"token":{"query":"challenge"},"verifyToken":null,"response":null}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0003\u0000\u0000\u0000", ["x-dropbox-signature"], false);
