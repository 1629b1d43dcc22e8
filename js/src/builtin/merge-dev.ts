// Generated from schemes/merge-dev/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Merge: https://docs.merge.dev/merge-unified/reading-data/webhooks/merge-webhooks
 *
 * The secret: Merge dashboard > Advanced > Webhooks > Security > Signature key.
 */
export const mergeDev = /* @__PURE__ */ builtIn<"merge-dev">({"id":"merge-dev","name":"Merge","docs":"https://docs.merge.dev/merge-unified/reading-data/webhooks/merge-webhooks","signature":{"header":"x-merge-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"base64url_padded"},"signedContent":"{body}","event":{"body":"hook.event"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0003\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-merge-webhook-signature"], false);
