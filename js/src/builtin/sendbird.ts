// Generated from schemes/sendbird/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Sendbird: https://sendbird.com/docs/chat/v3/platform-api/webhook/webhook-overview
 *
 * The secret: Sendbird Dashboard > Settings > Application > General > API tokens > Master API token.
 */
export const sendbird = /* @__PURE__ */ builtIn<"sendbird">({"id":"sendbird","name":"Sendbird","docs":"https://sendbird.com/docs/chat/v3/platform-api/webhook/webhook-overview","signature":{"header":"x-sendbird-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"category"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-sendbird-signature"], false);
