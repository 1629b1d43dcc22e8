// Generated from schemes/sinch-numbers/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Sinch (Numbers): https://developers.sinch.com/docs/numbers/api-reference/imported-hosting/tag/Imported-Numbers-and-Hosting-Orders-Callbacks
 *
 * The secret: The hmacSecret of the project's callback configuration in the Numbers API.
 */
export const sinchNumbers = /* @__PURE__ */ builtIn<"sinch-numbers">({"id":"sinch-numbers","name":"Sinch (Numbers)","docs":"https://developers.sinch.com/docs/numbers/api-reference/imported-hosting/tag/Imported-Numbers-and-Hosting-Orders-Callbacks","signature":{"header":"x-sinch-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"eventType"},"deliveryId":{"body":"eventId"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-sinch-signature"], true, shaHash);
