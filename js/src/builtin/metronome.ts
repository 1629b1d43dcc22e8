// Generated from schemes/metronome/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Metronome: https://docs.metronome.com/guides/platform-configuration/setup-webhooks
 *
 * The secret: Metronome > Developer > Notifications > Webhooks > your webhook > Secret key.
 */
export const metronome = /* @__PURE__ */ builtIn<"metronome">({"id":"metronome","name":"Metronome","docs":"https://docs.metronome.com/guides/platform-configuration/setup-webhooks","signature":{"header":"metronome-webhook-signature","moreHeaders":[],"syntax":"plain","encoding":"hex"},"timestamp":{"header":"x-metronome-date","unit":"http_date"},"signedContent":"{timestamp}\n{body}","event":{"body":"type"},"deliveryId":{"body":"id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0004\u0000\u0000\u0000\u0003\u0002\u0000\u0001\n\u0001\u0000", ["metronome-webhook-signature","x-metronome-date"], true);
