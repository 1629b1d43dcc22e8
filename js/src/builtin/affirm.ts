// Generated from schemes/affirm/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Affirm: https://docs.affirm.com/developers/docs/checking-webhook-signatures
 *
 * The secret: The private API key of the Affirm account that gets the webhooks.
 */
export const affirm = /* @__PURE__ */ builtIn<"affirm">({"id":"affirm","name":"Affirm","docs":"https://docs.affirm.com/developers/docs/checking-webhook-signatures","signature":{"header":"x-affirm-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v0","optionalSpace":false,"groups":null}},"encoding":"hex"},"algorithm":"sha512","timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}"}, "\u0001\u0000\u0001,\u0002v0\u0000\u0000\u0000\u0002\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-affirm-signature"], false, shaHash);
