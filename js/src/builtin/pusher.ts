// Generated from schemes/pusher/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Pusher: https://pusher.com/docs/channels/server_api/webhooks/
 *
 * The secret: Pusher dashboard > Channels > your app > App Keys > secret, the one of the key in X-Pusher-Key.
 */
export const pusher = /* @__PURE__ */ builtIn<"pusher">({"id":"pusher","name":"Pusher","docs":"https://pusher.com/docs/channels/server_api/webhooks/","signature":{"header":"x-pusher-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","headerPrefix":"x-pusher-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-pusher-signature"], false);
