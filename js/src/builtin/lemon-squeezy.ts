// Generated from schemes/lemon-squeezy/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Lemon Squeezy: https://docs.lemonsqueezy.com/help/webhooks/signing-requests
 *
 * The secret: Lemon Squeezy > Settings > Webhooks > your webhook > Signing secret, which you choose.
 */
export const lemonSqueezy = /* @__PURE__ */ builtIn<"lemon-squeezy">({"id":"lemon-squeezy","name":"Lemon Squeezy","docs":"https://docs.lemonsqueezy.com/help/webhooks/signing-requests","signature":{"header":"x-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"meta.event_name"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-signature"], false);
