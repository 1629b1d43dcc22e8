// Generated from schemes/deel/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Deel: https://developer.deel.com/api/webhooks/quickstart
 *
 * The secret: The signing key shown when the webhook is made in Deel's Developer Center.
 */
export const deel = /* @__PURE__ */ builtIn<"deel">({"id":"deel","name":"Deel","docs":"https://developer.deel.com/api/webhooks/quickstart","signature":{"header":"x-deel-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"POST{body}","event":{"body":"data.meta.event_type"},"headerPrefix":"x-deel-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0000\u0004POST\u0001\u0000", ["x-deel-signature"], false);
