// Generated from schemes/gr4vy/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Gr4vy: https://docs.gr4vy.com/guides/features/webhooks/overview
 *
 * The secret: The secret of the webhook subscription, in the Gr4vy dashboard.
 */
export const gr4vy = /* @__PURE__ */ builtIn<"gr4vy">({"id":"gr4vy","name":"Gr4vy","docs":"https://docs.gr4vy.com/guides/features/webhooks/overview","signature":{"header":"x-gr4vy-webhook-signatures","moreHeaders":[],"syntax":{"list":{"separator":",","tag":null,"prefix":null,"optionalSpace":false}},"encoding":"hex"},"timestamp":{"header":"x-gr4vy-webhook-timestamp","unit":"s"},"signedContent":"{timestamp}.{body}","deliveryId":{"header":"x-gr4vy-webhook-id"},"headerPrefix":"x-gr4vy-"}, "\u0002\u0000\u0001,\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-gr4vy-webhook-signatures","x-gr4vy-webhook-timestamp"], false);
