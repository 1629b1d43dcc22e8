// Generated from schemes/logto/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Logto: https://docs.logto.io/developers/webhooks/secure-webhooks
 *
 * The secret: Logto Console > Webhooks > your webhook > Signing key.
 */
export const logto = /* @__PURE__ */ builtIn<"logto">({"id":"logto","name":"Logto","docs":"https://docs.logto.io/developers/webhooks/secure-webhooks","signature":{"header":"logto-signature-sha-256","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["logto-signature-sha-256"], false);
