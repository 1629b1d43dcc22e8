// Generated from schemes/easypost/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * EasyPost: https://docs.easypost.com/guides/webhooks-guide
 *
 * The secret: The webhook_secret that you chose when you made the webhook; with characters beyond ASCII, pass secret.normalize("NFKD").
 */
export const easypost = /* @__PURE__ */ builtIn<"easypost">({"id":"easypost","name":"EasyPost","docs":"https://docs.easypost.com/guides/webhooks-guide","signature":{"header":"x-hmac-signature","moreHeaders":[],"syntax":{"prefixed":"hmac-sha256-hex="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"description"},"deliveryId":{"body":"id"}}, "\u0000\u0010hmac-sha256-hex=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hmac-signature"], true);
