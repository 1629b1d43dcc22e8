// Generated from schemes/shopify/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Shopify: https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 *
 * The secret: For an app: Dev Dashboard > your app > Settings > Client secret. For a webhook made in a store's admin: the key shown under Settings > Notifications > Webhooks.
 */
export const shopify = /* @__PURE__ */ builtIn<"shopify">({"id":"shopify","name":"Shopify","docs":"https://shopify.dev/docs/apps/build/webhooks/verify-deliveries","signature":{"header":"x-shopify-hmac-sha256","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"header":"x-shopify-topic"},"deliveryId":{"header":"x-shopify-webhook-id"},"headerPrefix":"x-shopify-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-shopify-hmac-sha256"], false);
