// Generated from schemes/viber/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Viber: https://developers.viber.com/docs/api/rest-bot-api/
 *
 * The secret: Viber Admin Panel > your bot > Edit info > authentication token.
 */
export const viber = /* @__PURE__ */ builtIn<"viber">({"id":"viber","name":"Viber","docs":"https://developers.viber.com/docs/api/rest-bot-api/","signature":{"header":"x-viber-content-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-viber-content-signature"], false);
