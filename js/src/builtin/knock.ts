// Generated from schemes/knock/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Knock: https://docs.knock.app/developer-tools/outbound-webhooks
 *
 * The secret: Knock dashboard > Platform > Webhooks > your webhook > Signing secret.
 */
export const knock = /* @__PURE__ */ builtIn<"knock">({"id":"knock","name":"Knock","docs":"https://docs.knock.app/developer-tools/outbound-webhooks","signature":{"header":"x-knock-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"s","optionalSpace":false,"groups":null}},"encoding":"base64"},"timestamp":{"field":"t","unit":"ms"},"signedContent":"{timestamp}.{body}","event":{"body":"type"},"headerPrefix":"x-knock-"}, "\u0001\u0000\u0001,\u0001s\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-knock-signature"], false);
