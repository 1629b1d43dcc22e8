// Generated from schemes/inboundflow/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * InboundFlow: https://inboundflow.app/docs/webhooks
 *
 * The secret: The signing secret that you set when you configured the webhook.
 */
export const inboundflow = /* @__PURE__ */ builtIn<"inboundflow">({"id":"inboundflow","name":"InboundFlow","docs":"https://inboundflow.app/docs/webhooks","signature":{"header":"x-inboundflow-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"timestamp":{"header":"x-inboundflow-timestamp","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"header":"x-inboundflow-event"},"deliveryId":{"header":"x-inboundflow-delivery-id"},"reserialized":true,"headerPrefix":"x-inboundflow-"}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0001\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-inboundflow-signature","x-inboundflow-timestamp"], false);
