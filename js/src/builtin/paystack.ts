// Generated from schemes/paystack/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Paystack: https://paystack.com/docs/payments/webhooks/
 *
 * The secret: Paystack dashboard > Settings > API Keys & Webhooks > Secret key.
 */
export const paystack = /* @__PURE__ */ builtIn<"paystack">({"id":"paystack","name":"Paystack","docs":"https://paystack.com/docs/payments/webhooks/","signature":{"header":"x-paystack-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"algorithm":"sha512","signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0002\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-paystack-signature"], false, shaHash);
