// Generated from schemes/orb/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Orb: https://docs.withorb.com/integrations-and-exports/webhooks
 *
 * The secret: Orb > Developers > Webhooks > your endpoint > Signing secret.
 */
export const orb = /* @__PURE__ */ builtIn<"orb">({"id":"orb","name":"Orb","docs":"https://docs.withorb.com/integrations-and-exports/webhooks","signature":{"header":"x-orb-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1=","prefix":null,"optionalSpace":false}},"encoding":"hex"},"timestamp":{"header":"x-orb-timestamp","unit":"iso8601"},"signedContent":"v1:{timestamp}:{body}","event":{"body":"type"},"deliveryId":{"body":"id"},"headerPrefix":"x-orb-"}, "\u0002\u0000\u0001 \u0003v1=\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0003\u0000\u0000\u0000\u0004\u0000\u0003v1:\u0002\u0000\u0001:\u0001\u0000", ["x-orb-signature","x-orb-timestamp"], true);
