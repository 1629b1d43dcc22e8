// Generated from schemes/mailerlite/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * MailerLite: https://developers.mailerlite.com/docs/webhooks.html
 *
 * The secret: The secret of the webhook, in the response that created it or in MailerLite > Integrations > Webhooks.
 */
export const mailerlite = /* @__PURE__ */ builtIn<"mailerlite">({"id":"mailerlite","name":"MailerLite","docs":"https://developers.mailerlite.com/docs/webhooks.html","signature":{"header":"signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["signature"], false);
