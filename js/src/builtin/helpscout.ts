// Generated from schemes/helpscout/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Help Scout: https://developer.helpscout.com/webhooks/
 *
 * The secret: Help Scout > Manage > Apps > Webhooks > Secret Key, as you chose it.
 */
export const helpscout = /* @__PURE__ */ builtIn<"helpscout">({"id":"helpscout","name":"Help Scout","docs":"https://developer.helpscout.com/webhooks/","signature":{"header":"x-helpscout-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"algorithm":"sha1","signedContent":"{body}","event":{"header":"x-helpscout-event"},"headerPrefix":"x-helpscout-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-helpscout-signature"], false, shaHash);
