// Generated from schemes/primer/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Primer: https://primer.io/docs/api-reference/get-started/configure-webhooks
 *
 * The secret: Primer Dashboard > Developers > Webhooks > Signing secret.
 */
export const primer = /* @__PURE__ */ builtIn<"primer">({"id":"primer","name":"Primer","docs":"https://primer.io/docs/api-reference/get-started/configure-webhooks","signature":{"header":"x-signature-primary","moreHeaders":["x-signature-secondary"],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"body":"eventType"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0002\u0000\u0000\u0000\u0001\u0001\u0000", ["x-signature-primary","x-signature-secondary"], false);
