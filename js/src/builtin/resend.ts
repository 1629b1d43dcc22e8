// Generated from schemes/resend/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Resend: https://resend.com/docs/webhooks/verify-webhooks-requests
 *
 * The secret: Resend dashboard > Webhooks > your webhook > Signing Secret.
 */
export const resend = /* @__PURE__ */ builtIn<"resend">({"id":"resend","name":"Resend","docs":"https://resend.com/docs/webhooks/verify-webhooks-requests","signature":{"header":"svix-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"svix-timestamp","unit":"s"},"signedContent":"{svix-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"svix-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["svix-signature","svix-timestamp","svix-id"], true);
