// Generated from schemes/framer/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Framer: https://www.framer.com/help/articles/framer-form-webhook-setup
 *
 * The secret: The secret of at least 32 characters that you set on the form's webhook in Framer.
 */
export const framer = /* @__PURE__ */ builtIn<"framer">({"id":"framer","name":"Framer","docs":"https://www.framer.com/help/articles/framer-form-webhook-setup","signature":{"header":"framer-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}{framer-webhook-submission-id}","deliveryId":{"header":"framer-webhook-submission-id"},"headerPrefix":"framer-webhook-","waivers":["adjacent_parts"]}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0001\u0003\u0000", ["framer-signature","framer-webhook-submission-id"], true);
