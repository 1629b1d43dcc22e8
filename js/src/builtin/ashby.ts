// Generated from schemes/ashby/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Ashby: https://developers.ashbyhq.com/docs/authenticating-webhooks
 *
 * The secret: Ashby > Admin > Integrations > Webhooks > your webhook > Secret token, which you choose.
 */
export const ashby = /* @__PURE__ */ builtIn<"ashby">({"id":"ashby","name":"Ashby","docs":"https://developers.ashbyhq.com/docs/authenticating-webhooks","signature":{"header":"ashby-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"action"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["ashby-signature"], false);
