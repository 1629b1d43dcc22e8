// Generated from schemes/slack/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Slack: https://docs.slack.dev/authentication/verifying-requests-from-slack
 *
 * The secret: Slack app settings > Basic Information > App Credentials > Signing Secret.
 */
export const slack = /* @__PURE__ */ builtIn<"slack">({"id":"slack","name":"Slack","docs":"https://docs.slack.dev/authentication/verifying-requests-from-slack","signature":{"header":"x-slack-signature","moreHeaders":[],"syntax":{"prefixed":"v0="},"encoding":"hex"},"timestamp":{"header":"x-slack-request-timestamp","unit":"s"},"signedContent":"v0:{timestamp}:{body}","event":{"body":"event.type"},"deliveryId":{"body":"event_id"},"contentTypes":["application/json","application/x-www-form-urlencoded"],"headerPrefix":"x-slack-","challenge":{"method":"POST","when":{"body":"type","is":"url_verification"},"token":{"body":"challenge"},"verifyToken":null,"response":null},"ack":{"status":200,"contentType":"text/plain; charset=utf-8","body":"","exact":false}}, "\u0000\u0003v0=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0004\u0000\u0003v0:\u0002\u0000\u0001:\u0001\u0013\u0001\u0010url_verification\u0000", ["x-slack-signature","x-slack-request-timestamp"], true);
