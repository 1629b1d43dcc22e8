// Generated from schemes/squarespace/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Squarespace: https://developers.squarespace.com/webhooks/verifying-notifications
 *
 * The secret: The secret in the response of the API that made the subscription.
 */
export const squarespace = /* @__PURE__ */ builtIn<"squarespace">({"id":"squarespace","name":"Squarespace","docs":"https://developers.squarespace.com/webhooks/verifying-notifications","signature":{"header":"squarespace-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"secretEncoding":"hex","signedContent":"{body}","event":{"body":"topic"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["squarespace-signature"], true);
