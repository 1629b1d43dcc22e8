// Generated from schemes/cal-com/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Cal.com: https://cal.com/docs/developing/guides/automation/webhooks
 *
 * The secret: Cal.com > Settings > Developer > Webhooks > your webhook > Secret, which you choose.
 */
export const calCom = /* @__PURE__ */ builtIn<"cal-com">({"id":"cal-com","name":"Cal.com","docs":"https://cal.com/docs/developing/guides/automation/webhooks","signature":{"header":"x-cal-signature-256","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"triggerEvent"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-cal-signature-256"], false);
