// Generated from schemes/airship/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Airship: https://support.airship.com/hc/en-us/articles/360032501831-Implementing-a-Signature-Hash-and-Validating-an-Open-Channel-Webhook
 *
 * The secret: The secret key that you set for the open channel in the Airship dashboard.
 */
export const airship = /* @__PURE__ */ builtIn<"airship">({"id":"airship","name":"Airship","docs":"https://support.airship.com/hc/en-us/articles/360032501831-Implementing-a-Signature-Hash-and-Validating-an-Open-Channel-Webhook","signature":{"header":"x-ua-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"x-ua-timestamp","unit":"s"},"signedContent":"{timestamp}:{body}","headerPrefix":"x-ua-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0003\u0002\u0000\u0001:\u0001\u0000", ["x-ua-signature","x-ua-timestamp"], false);
