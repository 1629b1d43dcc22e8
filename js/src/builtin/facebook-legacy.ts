// Generated from schemes/facebook-legacy/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Meta (X-Hub-Signature, legacy): https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 *
 * The secret: Meta App Dashboard > your app > Settings > Basic > App Secret.
 */
export const facebookLegacy = /* @__PURE__ */ builtIn<"facebook-legacy">({"id":"facebook-legacy","name":"Meta (X-Hub-Signature, legacy)","docs":"https://developers.facebook.com/docs/graph-api/webhooks/getting-started","signature":{"header":"x-hub-signature","moreHeaders":[],"syntax":{"prefixed":"sha1="},"encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"object"},"challenge":{"method":"GET","when":{"query":"hub.mode","is":"subscribe"},"token":{"query":"hub.challenge"},"verifyToken":"hub.verify_token","response":null}}, "\u0000\u0005sha1=\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\f\u0002\tsubscribe\u0000", ["x-hub-signature"], false, shaHash);
