// Generated from schemes/stytch/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Stytch: https://stytch.com/docs/workspace-management/webhooks
 *
 * The secret: The signing secret of your endpoint, in the Stytch dashboard under Webhooks.
 */
export const stytch = /* @__PURE__ */ builtIn<"stytch">({"id":"stytch","name":"Stytch","docs":"https://stytch.com/docs/workspace-management/webhooks","signature":{"header":"svix-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"svix-timestamp","unit":"s"},"signedContent":"{svix-id}.{timestamp}.{body}","deliveryId":{"header":"svix-id"}}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["svix-signature","svix-timestamp","svix-id"], true);
