// Generated from schemes/modern-treasury/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Modern Treasury: https://docs.moderntreasury.com/platform/docs/verifying-webhooks
 *
 * The secret: Modern Treasury > Developers > Webhooks > Webhook key.
 */
export const modernTreasury = /* @__PURE__ */ builtIn<"modern-treasury">({"id":"modern-treasury","name":"Modern Treasury","docs":"https://docs.moderntreasury.com/platform/docs/verifying-webhooks","signature":{"header":"x-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","deliveryId":{"header":"x-webhook-id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-signature"], false);
