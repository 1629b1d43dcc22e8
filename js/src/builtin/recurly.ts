// Generated from schemes/recurly/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Recurly: https://docs.recurly.com/v1.3/docs/signature-verification
 *
 * The secret: The secret key of your webhook endpoint, in Recurly under Integrations > Webhooks.
 */
export const recurly = /* @__PURE__ */ builtIn<"recurly">({"id":"recurly","name":"Recurly","docs":"https://docs.recurly.com/v1.3/docs/signature-verification","signature":{"header":"recurly-signature","moreHeaders":[],"syntax":{"list":{"separator":",","tag":null,"prefix":null,"optionalSpace":false}},"encoding":"hex"},"timestamp":{"position":1,"unit":"ms"},"signedContent":"{timestamp}.{body}","event":{"body":"event_type"},"contentTypes":["application/json","application/xml"]}, "\u0002\u0000\u0001,\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0002\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["recurly-signature"], false);
