// Generated from schemes/intercom/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Intercom: https://developers.intercom.com/docs/references/webhooks/webhook-models
 *
 * The secret: Intercom Developer Hub > your app > Basic information > Client secret.
 */
export const intercom = /* @__PURE__ */ builtIn<"intercom">({"id":"intercom","name":"Intercom","docs":"https://developers.intercom.com/docs/references/webhooks/webhook-models","signature":{"header":"x-hub-signature","moreHeaders":[],"syntax":{"prefixed":"sha1="},"encoding":"hex"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"topic"},"deliveryId":{"body":"id"}}, "\u0000\u0005sha1=\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hub-signature"], true, shaHash);
