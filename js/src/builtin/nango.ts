// Generated from schemes/nango/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Nango: https://www.nango.dev/docs/guides/platform/webhooks-from-nango
 *
 * The secret: Nango > Environment Settings > Webhooks > Signing key, which is not the API secret key.
 */
export const nango = /* @__PURE__ */ builtIn<"nango">({"id":"nango","name":"Nango","docs":"https://www.nango.dev/docs/guides/platform/webhooks-from-nango","signature":{"header":"x-nango-hmac-sha256","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"type"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-nango-hmac-sha256"], false);
