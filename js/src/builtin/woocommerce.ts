// Generated from schemes/woocommerce/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * WooCommerce: https://woocommerce.com/document/webhooks/
 *
 * The secret: WooCommerce > Settings > Advanced > Webhooks > your webhook > Secret; with &amp; in it, WooCommerce signs with & in its place.
 */
export const woocommerce = /* @__PURE__ */ builtIn<"woocommerce">({"id":"woocommerce","name":"WooCommerce","docs":"https://woocommerce.com/document/webhooks/","signature":{"header":"x-wc-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"header":"x-wc-webhook-topic"},"deliveryId":{"header":"x-wc-webhook-delivery-id"},"headerPrefix":"x-wc-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-wc-webhook-signature"], false);
