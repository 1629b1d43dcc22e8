// Generated from schemes/gitlab/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * GitLab (signing token): https://docs.gitlab.com/user/project/integrations/webhooks/
 *
 * The secret: GitLab > Settings > Webhooks > your webhook > Signing token.
 */
export const gitlab = /* @__PURE__ */ builtIn<"gitlab">({"id":"gitlab","name":"GitLab (signing token)","docs":"https://docs.gitlab.com/user/project/integrations/webhooks/","signature":{"header":"webhook-signature","moreHeaders":[],"syntax":{"list":{"separator":" ","tag":"v1,","prefix":null,"optionalSpace":false}},"encoding":"base64"},"secretEncoding":"whsec","timestamp":{"header":"webhook-timestamp","unit":"s"},"signedContent":"{webhook-id}.{timestamp}.{body}","event":{"header":"x-gitlab-event"},"deliveryId":{"header":"webhook-id"},"headerPrefix":"x-gitlab-"}, "\u0002\u0000\u0001 \u0003v1,\u0000\u0000\u0001\u0000\u0001\u0003\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0005\u0003\u0000\u0001.\u0002\u0000\u0001.\u0001\u0000", ["webhook-signature","webhook-timestamp","webhook-id"], true);
