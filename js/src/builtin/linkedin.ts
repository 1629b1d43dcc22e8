// Generated from schemes/linkedin/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * LinkedIn: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
 *
 * The secret: LinkedIn Developer Portal > your app > Auth > Primary Client Secret.
 */
export const linkedin = /* @__PURE__ */ builtIn<"linkedin">({"id":"linkedin","name":"LinkedIn","docs":"https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation","signature":{"header":"x-li-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"hmacsha256={body}","event":{"body":"type"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0000\u000bhmacsha256=\u0001\u0000", ["x-li-signature"], false);
