// Generated from schemes/lob/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Lob: https://help.lob.com/print-and-mail/getting-data-and-results/using-webhooks
 *
 * The secret: Lob dashboard > Webhooks > your webhook > Secret.
 */
export const lob = /* @__PURE__ */ builtIn<"lob">({"id":"lob","name":"Lob","docs":"https://help.lob.com/print-and-mail/getting-data-and-results/using-webhooks","signature":{"header":"lob-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"lob-signature-timestamp","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"event_type.id"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["lob-signature","lob-signature-timestamp"], true);
