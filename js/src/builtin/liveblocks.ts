// Generated from schemes/liveblocks/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Liveblocks: https://liveblocks.io/docs/platform/webhooks
 *
 * The secret: Liveblocks dashboard > your project > Webhooks > your endpoint > Signing secret.
 */
export const liveblocks = /* @__PURE__ */ builtIn<"liveblocks">({"id":"liveblocks","name":"Liveblocks","docs":"https://liveblocks.io/docs/platform/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
