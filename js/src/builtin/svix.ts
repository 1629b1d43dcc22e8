// Generated from schemes/svix/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Svix: https://docs.svix.com/receiving/verifying-payloads/how-manual
 *
 * The secret: The App Portal of the service that sends through Svix > your endpoint > Signing Secret.
 */
export const svix = /* @__PURE__ */ builtIn<"svix">({"id":"svix","name":"Svix","docs":"https://docs.svix.com/receiving/verifying-payloads/how-manual","signature":{"header":"svix-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"svix-timestamp","unit":"s"},"signedContent":"{svix-id}.{timestamp}.{body}","event":{"body":"type"},"deliveryId":{"header":"svix-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["svix-signature","svix-timestamp","svix-id"], true);
