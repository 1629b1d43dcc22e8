// Generated from schemes/circleci/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * CircleCI: https://circleci.com/docs/webhooks/
 *
 * The secret: CircleCI > Project Settings > Webhooks > your webhook > Secret token.
 */
export const circleci = /* @__PURE__ */ builtIn<"circleci">({"id":"circleci","name":"CircleCI","docs":"https://circleci.com/docs/webhooks/","signature":{"header":"circleci-signature","moreHeaders":[],"syntax":{"list":{"separator":",","tag":"v1=","prefix":null,"optionalSpace":false}},"encoding":"hex"},"signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0002\u0000\u0001,\u0003v1=\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["circleci-signature"], true);
