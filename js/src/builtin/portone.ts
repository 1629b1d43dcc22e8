// Generated from schemes/portone/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * PortOne: https://developers.portone.io/opi/ko/integration/webhook/readme-v2?v=v2
 *
 * The secret: PortOne console > Settings > Webhooks > Webhook secret.
 */
export const portone = /* @__PURE__ */ builtIn<"portone">({"id":"portone","name":"PortOne","docs":"https://developers.portone.io/opi/ko/integration/webhook/readme-v2?v=v2","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
