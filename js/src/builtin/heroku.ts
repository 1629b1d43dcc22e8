// Generated from schemes/heroku/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Heroku: https://devcenter.heroku.com/articles/app-webhooks
 *
 * The secret: The secret that you gave with --secret, or that heroku webhooks:add printed.
 */
export const heroku = /* @__PURE__ */ builtIn<"heroku">({"id":"heroku","name":"Heroku","docs":"https://devcenter.heroku.com/articles/app-webhooks","signature":{"header":"heroku-webhook-hmac-sha256","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"body":"webhook_metadata.event.include"},"deliveryId":{"body":"webhook_metadata.delivery.id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["heroku-webhook-hmac-sha256"], true);
