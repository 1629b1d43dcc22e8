// Generated from schemes/x/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * X (Account Activity): https://docs.x.com/x-api/webhooks/quickstart
 *
 * The secret: X Developer Console > your app > Keys and tokens > Consumer Secret.
 */
export const x = /* @__PURE__ */ builtIn<"x">({"id":"x","name":"X (Account Activity)","docs":"https://docs.x.com/x-api/webhooks/quickstart","signature":{"header":"x-twitter-webhooks-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"base64"},"signedContent":"{body}","headerPrefix":"x-twitter-","challenge":{"method":"GET","when":null,"token":{"query":"crc_token"},"verifyToken":null,"response":"{\"response_token\":\"sha256={mac}\"}"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u001f\u0004\u0000{\"response_token\":\"sha256=\u0001\"}", ["x-twitter-webhooks-signature"], false);
