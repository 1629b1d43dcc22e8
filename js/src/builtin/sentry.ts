// Generated from schemes/sentry/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Sentry: https://docs.sentry.io/integrations/integration-platform/webhooks/
 *
 * The secret: Sentry > Settings > Custom Integrations > your integration > Client Secret.
 */
export const sentry = /* @__PURE__ */ builtIn<"sentry">({"id":"sentry","name":"Sentry","docs":"https://docs.sentry.io/integrations/integration-platform/webhooks/","signature":{"header":"sentry-hook-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"signedContent":"{body}","event":{"header":"sentry-hook-resource"},"deliveryId":{"header":"request-id"},"headerPrefix":"sentry-hook-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["sentry-hook-signature"], false);
