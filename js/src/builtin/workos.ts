// Generated from schemes/workos/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * WorkOS: https://workos.com/docs/events/data-syncing/webhooks
 *
 * The secret: WorkOS dashboard > Webhooks > your endpoint > Signing secret.
 */
export const workos = /* @__PURE__ */ builtIn<"workos">({"id":"workos","name":"WorkOS","docs":"https://workos.com/docs/events/data-syncing/webhooks","signature":{"header":"workos-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":true,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"ms"},"tolerance":180,"signedContent":"{timestamp}.{body}","event":{"body":"event"},"deliveryId":{"body":"id"}}, "\u0001\u0000\u0001,\u0002v1\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["workos-signature"], true);
