// Generated from schemes/crisp/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Crisp: https://docs.crisp.chat/guides/web-hooks/plugin-hooks/
 *
 * The secret: Crisp Marketplace > your plugin > Plugin hooks > Signing secret.
 */
export const crisp = /* @__PURE__ */ builtIn<"crisp">({"id":"crisp","name":"Crisp","docs":"https://docs.crisp.chat/guides/web-hooks/plugin-hooks/","signature":{"header":"x-crisp-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"x-crisp-request-timestamp","unit":"ms"},"signedContent":"[{timestamp};{body}]","event":{"body":"event"},"headerPrefix":"x-crisp-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0000\u0005\u0000\u0001[\u0002\u0000\u0001;\u0001\u0000\u0001]\u0000", ["x-crisp-signature","x-crisp-request-timestamp"], false);
