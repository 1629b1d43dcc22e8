// Generated from schemes/twitch/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Twitch: https://dev.twitch.tv/docs/eventsub/handling-webhook-events/
 *
 * The secret: The secret of 10 to 100 ASCII characters that you gave when you created the EventSub subscription.
 */
export const twitch = /* @__PURE__ */ builtIn<"twitch">({"id":"twitch","name":"Twitch","docs":"https://dev.twitch.tv/docs/eventsub/handling-webhook-events/","signature":{"header":"twitch-eventsub-message-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"timestamp":{"header":"twitch-eventsub-message-timestamp","unit":"rfc3339"},"tolerance":600,"signedContent":"{twitch-eventsub-message-id}{timestamp}{body}","event":{"header":"twitch-eventsub-subscription-type"},"deliveryId":{"header":"twitch-eventsub-message-id"},"headerPrefix":"twitch-eventsub-","challenge":{"method":"POST","when":{"header":"twitch-eventsub-message-type","is":"webhook_callback_verification"},"token":{"body":"challenge"},"verifyToken":null,"response":null},"waivers":["adjacent_parts"]}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0002\u0000\u0000\u0000\u0003\u0003\u0002\u0001 \u0001\u001dwebhook_callback_verification\u0000", ["twitch-eventsub-message-signature","twitch-eventsub-message-timestamp","twitch-eventsub-message-id"], true);
