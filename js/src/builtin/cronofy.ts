// Generated from schemes/cronofy/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Cronofy: https://docs.cronofy.com/developers/push-notifications/authentication/
 *
 * The secret: Cronofy developer dashboard > your application > Client secret.
 */
export const cronofy = /* @__PURE__ */ builtIn<"cronofy">({"id":"cronofy","name":"Cronofy","docs":"https://docs.cronofy.com/developers/push-notifications/authentication/","signature":{"header":"cronofy-hmac-sha256","moreHeaders":[],"syntax":{"list":{"separator":",","tag":null,"prefix":null,"optionalSpace":false}},"encoding":"base64"},"signedContent":"{body}","event":{"body":"notification.type"}}, "\u0002\u0000\u0001,\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["cronofy-hmac-sha256"], false);
