// Generated from schemes/mandrill/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Mandrill (Mailchimp Transactional): https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/
 *
 * The secret: Mandrill > Settings > Webhooks > your webhook > Key.
 */
export const mandrill = /* @__PURE__ */ builtIn<"mandrill">({"id":"mandrill","name":"Mandrill (Mailchimp Transactional)","docs":"https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/","signature":{"header":"x-mandrill-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"algorithm":"sha1","signedContent":"{url}{form}","contentTypes":["application/x-www-form-urlencoded"],"waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0004\b\u0000", ["x-mandrill-signature"], false, shaHash);
