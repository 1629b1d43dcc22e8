// Generated from schemes/twilio-json/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Twilio (JSON): https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * The secret: Twilio Console > Account Dashboard > Account Info > Auth Token.
 */
export const twilioJson = /* @__PURE__ */ builtIn<"twilio-json">({"id":"twilio-json","name":"Twilio (JSON)","docs":"https://www.twilio.com/docs/usage/webhooks/webhooks-security","signature":{"header":"x-twilio-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"algorithm":"sha1","signedContent":"{url}","bodyHash":{"query":"bodySHA256"},"deliveryId":{"header":"i-twilio-idempotency-token"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0001\u0000\u0000\nbodySHA256\u0001\u0004\u0000", ["x-twilio-signature"], false, shaHash);
