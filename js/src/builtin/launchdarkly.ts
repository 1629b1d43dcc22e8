// Generated from schemes/launchdarkly/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * LaunchDarkly: https://launchdarkly.com/docs/home/infrastructure/webhooks
 *
 * The secret: The secret of your webhook, in LaunchDarkly's integrations, with Sign this webhook chosen.
 */
export const launchdarkly = /* @__PURE__ */ builtIn<"launchdarkly">({"id":"launchdarkly","name":"LaunchDarkly","docs":"https://launchdarkly.com/docs/home/infrastructure/webhooks","signature":{"header":"x-ld-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"kind"},"deliveryId":{"body":"_id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-ld-signature"], true);
