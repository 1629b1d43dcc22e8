// Generated from schemes/retell/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Retell AI: https://docs.retellai.com/features/secure-webhook
 *
 * The secret: Retell AI dashboard > API Keys > the key with the webhook badge.
 */
export const retell = /* @__PURE__ */ builtIn<"retell">({"id":"retell","name":"Retell AI","docs":"https://docs.retellai.com/features/secure-webhook","signature":{"header":"x-retell-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"d","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"v","unit":"ms"},"signedContent":"{body}{timestamp}","event":{"body":"event"},"waivers":["adjacent_parts"]}, "\u0001\u0000\u0001,\u0001d\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0001\u0001v\u0000\u0000\u0002\u0001\u0002\u0000", ["x-retell-signature"], false);
