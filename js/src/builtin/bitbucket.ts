// Generated from schemes/bitbucket/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Bitbucket: https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/
 *
 * The secret: Bitbucket > Repository settings > Webhooks > your webhook > Secret.
 */
export const bitbucket = /* @__PURE__ */ builtIn<"bitbucket">({"id":"bitbucket","name":"Bitbucket","docs":"https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/","signature":{"header":"x-hub-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"header":"x-event-key"},"deliveryId":{"header":"x-request-uuid"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hub-signature"], false);
