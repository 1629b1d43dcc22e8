// Generated from schemes/clickup/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * ClickUp: https://developer.clickup.com/docs/webhooksignature
 *
 * The secret: The webhook.secret in the response of the API that made the webhook.
 */
export const clickup = /* @__PURE__ */ builtIn<"clickup">({"id":"clickup","name":"ClickUp","docs":"https://developer.clickup.com/docs/webhooksignature","signature":{"header":"x-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-signature"], false);
