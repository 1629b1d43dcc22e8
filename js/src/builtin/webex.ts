// Generated from schemes/webex/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Cisco Webex: https://developer.webex.com/docs/receive-and-verify-webhooks
 *
 * The secret: The secret that you sent when you made the webhook.
 */
export const webex = /* @__PURE__ */ builtIn<"webex">({"id":"webex","name":"Cisco Webex","docs":"https://developer.webex.com/docs/receive-and-verify-webhooks","signature":{"header":"x-spark-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-spark-signature"], false, shaHash);
