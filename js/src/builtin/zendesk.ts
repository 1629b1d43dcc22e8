// Generated from schemes/zendesk/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Zendesk: https://developer.zendesk.com/documentation/webhooks/verifying/
 *
 * The secret: Zendesk Admin Center > Apps and integrations > Webhooks > your webhook > Reveal secret.
 */
export const zendesk = /* @__PURE__ */ builtIn<"zendesk">({"id":"zendesk","name":"Zendesk","docs":"https://developer.zendesk.com/documentation/webhooks/verifying/","signature":{"header":"x-zendesk-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"timestamp":{"header":"x-zendesk-webhook-signature-timestamp","unit":"rfc3339"},"signedContent":"{timestamp}{body}","event":{"body":"type"},"deliveryId":{"header":"x-zendesk-webhook-invocation-id"},"contentTypes":["application/json","application/xml","application/x-www-form-urlencoded"],"headerPrefix":"x-zendesk-","waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0002\u0000\u0000\u0000\u0002\u0002\u0001\u0000", ["x-zendesk-webhook-signature","x-zendesk-webhook-signature-timestamp"], false);
