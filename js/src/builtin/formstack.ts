// Generated from schemes/formstack/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Formstack: https://developers.formstack.com/reference/webhook
 *
 * The secret: The HMAC key that you chose for the webhook of your form.
 */
export const formstack = /* @__PURE__ */ builtIn<"formstack">({"id":"formstack","name":"Formstack","docs":"https://developers.formstack.com/reference/webhook","signature":{"header":"x-fs-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","contentTypes":["application/json","application/x-www-form-urlencoded"]}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-fs-signature"], false);
