// Generated from schemes/stream/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Stream (getstream.io): https://getstream.io/chat/docs/react/webhooks_overview
 *
 * The secret: Stream dashboard > your app > App Access Keys > Secret, the one of the key in X-Api-Key.
 */
export const stream = /* @__PURE__ */ builtIn<"stream">({"id":"stream","name":"Stream (getstream.io)","docs":"https://getstream.io/chat/docs/react/webhooks_overview","signature":{"header":"x-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"header":"x-webhook-id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-signature"], false);
