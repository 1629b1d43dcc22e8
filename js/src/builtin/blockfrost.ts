// Generated from schemes/blockfrost/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Blockfrost: https://blockfrost.dev/start-building/webhooks/webhooks-signatures
 *
 * The secret: Blockfrost dashboard > Secure Webhooks > your webhook > Auth token.
 */
export const blockfrost = /* @__PURE__ */ builtIn<"blockfrost">({"id":"blockfrost","name":"Blockfrost","docs":"https://blockfrost.dev/start-building/webhooks/webhooks-signatures","signature":{"header":"blockfrost-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"tolerance":600,"signedContent":"{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["blockfrost-signature"], true);
