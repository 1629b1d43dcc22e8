// Generated from schemes/plivo-v2/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";
import { authenticate } from "../schemes/authenticated.js";

/**
 * Plivo (V2 signatures): https://docs.plivo.com/docs/messaging/concepts/signature-validation
 *
 * The secret: Plivo console > Overview > Account > Auth Token.
 */
export const plivoV2 = /* @__PURE__ */ builtIn<"plivo-v2">({"id":"plivo-v2","name":"Plivo (V2 signatures)","docs":"https://docs.plivo.com/docs/messaging/concepts/signature-validation","signature":{"header":"x-plivo-signature-v2","moreHeaders":["x-plivo-signature-ma-v2"],"syntax":"plain","encoding":"base64"},"signedContent":"{url_without_query}{x-plivo-signature-v2-nonce}","unsignedBody":true,"contentTypes":["application/x-www-form-urlencoded"],"headerPrefix":"x-plivo-","ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"","exact":false},"waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0002\u0000\u0000\u0000\u0002\t\u0003\u0000", ["x-plivo-signature-v2","x-plivo-signature-ma-v2","x-plivo-signature-v2-nonce"], false, undefined, authenticate);
