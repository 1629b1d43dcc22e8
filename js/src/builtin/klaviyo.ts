// Generated from schemes/klaviyo/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Klaviyo: https://developers.klaviyo.com/en/docs/working_with_system_webhooks
 *
 * The secret: The secret key of at least 16 characters that you chose when you created the webhook.
 */
export const klaviyo = /* @__PURE__ */ builtIn<"klaviyo">({"id":"klaviyo","name":"Klaviyo","docs":"https://developers.klaviyo.com/en/docs/working_with_system_webhooks","signature":{"header":"klaviyo-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"klaviyo-timestamp","unit":"s"},"signedContent":"{body}{timestamp}","waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0002\u0001\u0002\u0000", ["klaviyo-signature","klaviyo-timestamp"], false);
