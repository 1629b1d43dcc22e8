// Generated from schemes/coinbase-commerce/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Coinbase Commerce: https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security
 *
 * The secret: Coinbase Commerce > Settings > Notifications > Webhook shared secret.
 */
export const coinbaseCommerce = /* @__PURE__ */ builtIn<"coinbase-commerce">({"id":"coinbase-commerce","name":"Coinbase Commerce","docs":"https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security","signature":{"header":"x-cc-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event.type"},"deliveryId":{"body":"event.id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-cc-webhook-signature"], true);
