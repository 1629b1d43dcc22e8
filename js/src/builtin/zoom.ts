// Generated from schemes/zoom/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Zoom: https://developers.zoom.us/docs/api/webhooks/
 *
 * The secret: Zoom App Marketplace > Manage > your app > Features > Access > Secret Token.
 */
export const zoom = /* @__PURE__ */ builtIn<"zoom">({"id":"zoom","name":"Zoom","docs":"https://developers.zoom.us/docs/api/webhooks/","signature":{"header":"x-zm-signature","moreHeaders":[],"syntax":{"prefixed":"v0="},"encoding":"hex"},"timestamp":{"header":"x-zm-request-timestamp","unit":"s"},"signedContent":"v0:{timestamp}:{body}","event":{"body":"event"},"headerPrefix":"x-zm-","challenge":{"method":"POST","when":{"body":"event","is":"endpoint.url_validation"},"token":{"body":"payload.plainToken"},"verifyToken":null,"response":"{\"plainToken\":\"{token}\",\"encryptedToken\":\"{mac}\"}"}}, "\u0000\u0003v0=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0004\u0000\u0003v0:\u0002\u0000\u0001:\u0001@\u0001\u0017endpoint.url_validation{\"plainToken\":\"\u0000\",\"encryptedToken\":\"\u0001\"}", ["x-zm-signature","x-zm-request-timestamp"], false);
