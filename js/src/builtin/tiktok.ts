// Generated from schemes/tiktok/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * TikTok: https://developers.tiktok.com/doc/webhooks-verification
 *
 * The secret: TikTok for Developers > Manage apps > your app > Client secret.
 */
export const tiktok = /* @__PURE__ */ builtIn<"tiktok">({"id":"tiktok","name":"TikTok","docs":"https://developers.tiktok.com/doc/webhooks-verification","signature":{"header":"tiktok-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"s","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"event"}}, "\u0001\u0000\u0001,\u0001s\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["tiktok-signature"], false);
