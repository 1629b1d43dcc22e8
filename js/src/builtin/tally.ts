// Generated from schemes/tally/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Tally: https://tally.so/help/webhooks
 *
 * The secret: Tally > your form > Integrations > Webhooks > your webhook > Signing secret.
 */
export const tally = /* @__PURE__ */ builtIn<"tally">({"id":"tally","name":"Tally","docs":"https://tally.so/help/webhooks","signature":{"header":"tally-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"body":"eventType"},"deliveryId":{"body":"eventId"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["tally-signature"], true);
