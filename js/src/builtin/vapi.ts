// Generated from schemes/vapi/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Vapi: https://docs.vapi.ai/server-url/server-authentication
 *
 * The secret: Vapi dashboard > Integrations > Server Configuration > your HMAC credential > Secret key, with SHA256, the header x-vapi-signature, no timestamp header, and the body alone as payload.
 */
export const vapi = /* @__PURE__ */ builtIn<"vapi">({"id":"vapi","name":"Vapi","docs":"https://docs.vapi.ai/server-url/server-authentication","signature":{"header":"x-vapi-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"message.type"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-vapi-signature"], false);
