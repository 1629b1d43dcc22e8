// Generated from schemes/langfuse/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Langfuse: https://langfuse.com/docs/prompt-management/features/webhooks-slack-integrations
 *
 * The secret: Langfuse > your project > Prompts > Automations > your webhook > the signing secret, shown when it is made or regenerated.
 */
export const langfuse = /* @__PURE__ */ builtIn<"langfuse">({"id":"langfuse","name":"Langfuse","docs":"https://langfuse.com/docs/prompt-management/features/webhooks-slack-integrations","signature":{"header":"x-langfuse-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-langfuse-signature"], true);
