// Generated from schemes/finch/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Finch: https://developer.tryfinch.com/developer-resources/Webhooks
 *
 * The secret: The secret shown when the webhook is registered in the Finch developer dashboard.
 */
export const finch = /* @__PURE__ */ builtIn<"finch">({"id":"finch","name":"Finch","docs":"https://developer.tryfinch.com/developer-resources/Webhooks","signature":{"header":"finch-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"base64","timestamp":{"header":"finch-timestamp","unit":"s"},"signedContent":"{finch-event-id}.{timestamp}.{body}","event":{"body":"event_type"},"deliveryId":{"header":"finch-event-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0002\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["finch-signature","finch-timestamp","finch-event-id"], true);
