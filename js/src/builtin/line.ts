// Generated from schemes/line/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * LINE: https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/
 *
 * The secret: LINE Developers Console > your channel > Basic settings > Channel secret.
 */
export const line = /* @__PURE__ */ builtIn<"line">({"id":"line","name":"LINE","docs":"https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/","signature":{"header":"x-line-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-line-signature"], false);
