// Generated from schemes/front/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Front: https://dev.frontapp.com/docs/application-webhooks
 *
 * The secret: Front > Settings > Developers > your app > Basic information > Application signing key.
 */
export const front = /* @__PURE__ */ builtIn<"front">({"id":"front","name":"Front","docs":"https://dev.frontapp.com/docs/application-webhooks","signature":{"header":"x-front-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"timestamp":{"header":"x-front-request-timestamp","unit":"ms"},"signedContent":"{timestamp}:{body}","event":{"body":"type"},"headerPrefix":"x-front-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0000\u0003\u0002\u0000\u0001:\u0001\u0000", ["x-front-signature","x-front-request-timestamp"], false);
