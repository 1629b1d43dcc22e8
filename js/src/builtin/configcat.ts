// Generated from schemes/configcat/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * ConfigCat: https://configcat.com/docs/advanced/notifications-webhooks
 *
 * The secret: ConfigCat Dashboard > Webhooks > your webhook > Webhook signing keys.
 */
export const configcat = /* @__PURE__ */ builtIn<"configcat">({"id":"configcat","name":"ConfigCat","docs":"https://configcat.com/docs/advanced/notifications-webhooks","signature":{"header":"x-configcat-webhook-signature-v1","moreHeaders":[],"syntax":{"list":{"separator":",","tag":null,"prefix":null,"optionalSpace":false}},"encoding":"base64"},"timestamp":{"header":"x-configcat-webhook-timestamp","unit":"s"},"signedContent":"{x-configcat-webhook-id}{timestamp}{body}","deliveryId":{"header":"x-configcat-webhook-id"},"headerPrefix":"x-configcat-","waivers":["adjacent_parts"]}, "\u0002\u0000\u0001,\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0003\u0003\u0002\u0001\u0000", ["x-configcat-webhook-signature-v1","x-configcat-webhook-timestamp","x-configcat-webhook-id"], true);
