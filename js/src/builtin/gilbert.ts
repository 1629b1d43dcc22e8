// Generated from schemes/gilbert/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Gilbert: https://gilbert.solveholding.com/docs/webhooks
 *
 * The secret: Gilbert gives it to you with your endpoint, as GILBERT_WEBHOOK_SECRET.
 */
export const gilbert = /* @__PURE__ */ builtIn<"gilbert">({"id":"gilbert","name":"Gilbert","docs":"https://gilbert.solveholding.com/docs/webhooks","signature":{"header":"x-gilbert-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"body":"event"},"deliveryId":{"body":"event_id"},"headerPrefix":"x-gilbert-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-gilbert-signature"], true);
