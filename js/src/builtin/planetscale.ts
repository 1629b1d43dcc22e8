// Generated from schemes/planetscale/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * PlanetScale: https://planetscale.com/docs/api/webhooks
 *
 * The secret: PlanetScale > your database > Settings > Webhooks > your webhook > Show secret.
 */
export const planetscale = /* @__PURE__ */ builtIn<"planetscale">({"id":"planetscale","name":"PlanetScale","docs":"https://planetscale.com/docs/api/webhooks","signature":{"header":"x-planetscale-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-planetscale-signature"], false);
