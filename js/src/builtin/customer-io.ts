// Generated from schemes/customer-io/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Customer.io (reporting): https://docs.customer.io/journeys/webhooks/
 *
 * The secret: The signing key of your reporting webhook, in Customer.io under Data & Integrations > Integrations.
 */
export const customerIo = /* @__PURE__ */ builtIn<"customer-io">({"id":"customer-io","name":"Customer.io (reporting)","docs":"https://docs.customer.io/journeys/webhooks/","signature":{"header":"x-cio-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"x-cio-timestamp","unit":"s"},"signedContent":"v0:{timestamp}:{body}","event":{"body":"metric"},"deliveryId":{"body":"event_id"},"headerPrefix":"x-cio-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0004\u0000\u0003v0:\u0002\u0000\u0001:\u0001\u0000", ["x-cio-signature","x-cio-timestamp"], true);
