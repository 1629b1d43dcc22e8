// Generated from schemes/ably/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Ably (webhook rules): https://ably.com/docs/platform/integrations/webhooks
 *
 * The secret: Ably dashboard > your app > API Keys > the key that signs the rule, the part after its colon.
 */
export const ably = /* @__PURE__ */ builtIn<"ably">({"id":"ably","name":"Ably (webhook rules)","docs":"https://ably.com/docs/platform/integrations/webhooks","signature":{"header":"x-ably-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","headerPrefix":"x-ably-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-ably-signature"], false);
