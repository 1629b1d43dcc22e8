// Generated from schemes/xero/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Xero: https://developer.xero.com/documentation/guides/webhooks/overview/
 *
 * The secret: Xero developer portal > My Apps > your app > Webhooks > Webhooks key.
 */
export const xero = /* @__PURE__ */ builtIn<"xero">({"id":"xero","name":"Xero","docs":"https://developer.xero.com/documentation/guides/webhooks/overview/","signature":{"header":"x-xero-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"","exact":true}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-xero-signature"], false);
