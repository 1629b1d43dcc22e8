// Generated from schemes/notion/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Notion: https://developers.notion.com/reference/webhooks
 *
 * The secret: The verification_token that Notion sends to the endpoint once, when the subscription is made.
 */
export const notion = /* @__PURE__ */ builtIn<"notion">({"id":"notion","name":"Notion","docs":"https://developers.notion.com/reference/webhooks","signature":{"header":"x-notion-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-notion-signature"], true);
