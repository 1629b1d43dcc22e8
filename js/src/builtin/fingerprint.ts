// Generated from schemes/fingerprint/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Fingerprint: https://docs.fingerprint.com/docs/webhooks
 *
 * The secret: The key that the Fingerprint dashboard shows when you turn signatures on for the webhook.
 */
export const fingerprint = /* @__PURE__ */ builtIn<"fingerprint">({"id":"fingerprint","name":"Fingerprint","docs":"https://docs.fingerprint.com/docs/webhooks","signature":{"header":"fpjs-event-signature","moreHeaders":[],"syntax":{"list":{"separator":",","tag":"v1=","prefix":null,"optionalSpace":false}},"encoding":"hex"},"signedContent":"{body}"}, "\u0002\u0000\u0001,\u0003v1=\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["fpjs-event-signature"], false);
