// Generated from schemes/render/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Render: https://render.com/docs/webhooks
 *
 * The secret: Render Dashboard > Integrations > Webhooks > your webhook > Signing Secret.
 */
export const render = /* @__PURE__ */ builtIn<"render">({"id":"render","name":"Render","docs":"https://render.com/docs/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
