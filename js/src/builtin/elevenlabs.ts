// Generated from schemes/elevenlabs/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * ElevenLabs: https://elevenlabs.io/docs/overview/administration/webhooks
 *
 * The secret: ElevenLabs > Settings > Webhooks, shown once when the webhook is created.
 */
export const elevenlabs = /* @__PURE__ */ builtIn<"elevenlabs">({"id":"elevenlabs","name":"ElevenLabs","docs":"https://elevenlabs.io/docs/overview/administration/webhooks","signature":{"header":"elevenlabs-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v0","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"tolerance":1800,"signedContent":"{timestamp}.{body}","event":{"body":"type"}}, "\u0001\u0000\u0001,\u0002v0\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["elevenlabs-signature"], false);
