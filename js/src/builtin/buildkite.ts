// Generated from schemes/buildkite/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Buildkite: https://buildkite.com/docs/apis/webhooks
 *
 * The secret: Buildkite > Settings > Notification Services > your webhook > Token, sent as a signature.
 */
export const buildkite = /* @__PURE__ */ builtIn<"buildkite">({"id":"buildkite","name":"Buildkite","docs":"https://buildkite.com/docs/apis/webhooks","signature":{"header":"x-buildkite-signature","moreHeaders":[],"syntax":{"fields":{"separator":",","key":"signature","optionalSpace":false,"groups":null}},"encoding":"hex"},"timestamp":{"field":"timestamp","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"event"},"headerPrefix":"x-buildkite-"}, "\u0001\u0000\u0001,\tsignature\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0001\ttimestamp\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-buildkite-signature"], false);
