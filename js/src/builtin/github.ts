// Generated from schemes/github/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * GitHub: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 *
 * The secret: Repository or organization > Settings > Webhooks > your webhook > Secret, as you chose it.
 */
export const github = /* @__PURE__ */ builtIn<"github">({"id":"github","name":"GitHub","docs":"https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries","signature":{"header":"x-hub-signature-256","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"header":"x-github-event"},"deliveryId":{"header":"x-github-delivery"},"contentTypes":["application/json","application/x-www-form-urlencoded"],"headerPrefix":"x-github-"}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hub-signature-256"], false);
