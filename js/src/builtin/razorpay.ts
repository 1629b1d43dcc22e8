// Generated from schemes/razorpay/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Razorpay: https://razorpay.com/docs/webhooks/validate-test/
 *
 * The secret: Razorpay Dashboard > Account & Settings > Webhooks > your webhook > Secret, which you choose.
 */
export const razorpay = /* @__PURE__ */ builtIn<"razorpay">({"id":"razorpay","name":"Razorpay","docs":"https://razorpay.com/docs/webhooks/validate-test/","signature":{"header":"x-razorpay-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event"},"deliveryId":{"header":"x-razorpay-event-id"},"headerPrefix":"x-razorpay-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-razorpay-signature"], false);
