// Generated from schemes/fintoc/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Fintoc: https://docs.fintoc.com/guides/resources/webhooks-walkthrough/webhooks-validating
 *
 * The secret: Shown once, when the webhook endpoint is created in the Fintoc dashboard.
 */
export const fintoc = /* @__PURE__ */ builtIn<"fintoc">({"id":"fintoc","name":"Fintoc","docs":"https://docs.fintoc.com/guides/resources/webhooks-walkthrough/webhooks-validating","signature":{"header":"fintoc-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["fintoc-signature"], true);
