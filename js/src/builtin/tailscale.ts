// Generated from schemes/tailscale/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Tailscale: https://tailscale.com/kb/1213/webhooks
 *
 * The secret: Tailscale admin console > Settings > Webhooks, shown once when the endpoint is added.
 */
export const tailscale = /* @__PURE__ */ builtIn<"tailscale">({"id":"tailscale","name":"Tailscale","docs":"https://tailscale.com/kb/1213/webhooks","signature":{"header":"tailscale-webhook-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"v1","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"t","unit":"s"},"signedContent":"{timestamp}.{body}"}, "\u0001\u0000\u0001,\u0002v1\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\u0001t\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["tailscale-webhook-signature"], false);
