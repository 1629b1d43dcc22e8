// Generated from schemes/bolt/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Bolt: https://help.bolt.com/developers/guides/webhooks/hook-verification/
 *
 * The secret: Bolt Merchant Dashboard > Administration > API > Signing Secret.
 */
export const bolt = /* @__PURE__ */ builtIn<"bolt">({"id":"bolt","name":"Bolt","docs":"https://help.bolt.com/developers/guides/webhooks/hook-verification/","signature":{"header":"x-bolt-hmac-sha256","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"body":"type"},"headerPrefix":"x-bolt-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-bolt-hmac-sha256"], false);
