// Generated from schemes/webflow/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Webflow: https://developers.webflow.com/data/docs/working-with-webhooks
 *
 * The secret: The client secret of your Webflow app, or the secretKey that the API returns for a webhook of a site token.
 */
export const webflow = /* @__PURE__ */ builtIn<"webflow">({"id":"webflow","name":"Webflow","docs":"https://developers.webflow.com/data/docs/working-with-webhooks","signature":{"header":"x-webflow-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"x-webflow-timestamp","unit":"ms"},"signedContent":"{timestamp}:{body}","event":{"body":"triggerType"},"headerPrefix":"x-webflow-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0000\u0003\u0002\u0000\u0001:\u0001\u0000", ["x-webflow-signature","x-webflow-timestamp"], false);
