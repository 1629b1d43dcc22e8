// Generated from schemes/pagerduty/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * PagerDuty: https://docs.pagerduty.com/developer/verifying-webhook-signatures
 *
 * The secret: PagerDuty > Integrations > Generic Webhooks (v3) > the signing secret, shown once when the subscription is made.
 */
export const pagerduty = /* @__PURE__ */ builtIn<"pagerduty">({"id":"pagerduty","name":"PagerDuty","docs":"https://docs.pagerduty.com/developer/verifying-webhook-signatures","signature":{"header":"x-pagerduty-signature","moreHeaders":[],"syntax":{"list":{"separator":",","tag":"v1=","prefix":null,"optionalSpace":false}},"encoding":"hex"},"signedContent":"{body}","event":{"body":"event.event_type"},"deliveryId":{"body":"event.id"}}, "\u0002\u0000\u0001,\u0003v1=\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-pagerduty-signature"], true);
