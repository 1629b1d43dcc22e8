// Generated from schemes/twilio-form/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Twilio (form): https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * The secret: Twilio Console > Account Dashboard > Account Info > Auth Token.
 */
export const twilioForm = /* @__PURE__ */ builtIn<"twilio-form">({"id":"twilio-form","name":"Twilio (form)","docs":"https://www.twilio.com/docs/usage/webhooks/webhooks-security","signature":{"header":"x-twilio-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"algorithm":"sha1","signedContent":"{url}{form}","deliveryId":{"header":"i-twilio-idempotency-token"},"contentTypes":["application/x-www-form-urlencoded"],"ack":{"status":200,"contentType":"text/xml","body":"<Response/>","exact":false},"waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0004\b\u0000", ["x-twilio-signature"], false, shaHash);
