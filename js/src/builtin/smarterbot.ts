// Generated from schemes/smarterbot/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * chat.smarterbot.ai: https://chat.smarterbot.ai/guides/developer/webhook/lead
 *
 * The secret: The webhook sign key, which is made once you have entered the webhook's URL.
 */
export const smarterbot = /* @__PURE__ */ builtIn<"smarterbot">({"id":"smarterbot","name":"chat.smarterbot.ai","docs":"https://chat.smarterbot.ai/guides/developer/webhook/lead","signature":{"header":"x-webhook-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"Type"},"reserialized":true,"ack":{"status":200,"contentType":"application/json","body":"{\"status\":\"success\"}","exact":true}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0001\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-webhook-signature"], false);
