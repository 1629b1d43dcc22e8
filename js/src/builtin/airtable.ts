// Generated from schemes/airtable/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Airtable: https://airtable.com/developers/web/api/webhooks-overview
 *
 * The secret: macSecretBase64, in the response that created the webhook.
 */
export const airtable = /* @__PURE__ */ builtIn<"airtable">({"id":"airtable","name":"Airtable","docs":"https://airtable.com/developers/web/api/webhooks-overview","signature":{"header":"x-airtable-content-mac","moreHeaders":[],"syntax":{"prefixed":"hmac-sha256="},"encoding":"hex"},"secretEncoding":"base64","signedContent":"{body}","ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"","exact":false}}, "\u0000\fhmac-sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0002\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-airtable-content-mac"], false);
