// Generated from schemes/gocardless/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * GoCardless: https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/
 *
 * The secret: GoCardless dashboard > Developers > Webhook endpoints > your endpoint > Secret.
 */
export const gocardless = /* @__PURE__ */ builtIn<"gocardless">({"id":"gocardless","name":"GoCardless","docs":"https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","deliveryId":{"body":"meta.webhook_id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["webhook-signature"], true);
