// Generated from schemes/kontent-ai/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Kontent.ai: https://kontent.ai/learn/docs/webhooks/webhooks/javascript
 *
 * The secret: Kontent.ai > Environment settings > Webhooks > your webhook > Settings > Secret.
 */
export const kontentAi = /* @__PURE__ */ builtIn<"kontent-ai">({"id":"kontent-ai","name":"Kontent.ai","docs":"https://kontent.ai/learn/docs/webhooks/webhooks/javascript","signature":{"header":"x-kontent-ai-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-kontent-ai-signature"], false);
