// Generated from schemes/openai/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * OpenAI: https://platform.openai.com/docs/guides/webhooks
 *
 * The secret: OpenAI dashboard > Settings > Project > Webhooks, shown once when the endpoint is created.
 */
export const openai = /* @__PURE__ */ builtIn<"openai">({"id":"openai","name":"OpenAI","docs":"https://platform.openai.com/docs/guides/webhooks","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":["whsec","utf8"],"timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"webhook-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0002\u0003\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
