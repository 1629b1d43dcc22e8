// Generated from schemes/ms-teams/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Microsoft Teams (outgoing): https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook
 *
 * The secret: The security token that Teams shows once, when the outgoing webhook is made.
 */
export const msTeams = /* @__PURE__ */ builtIn<"ms-teams">({"id":"ms-teams","name":"Microsoft Teams (outgoing)","docs":"https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook","signature":{"header":"authorization","moreHeaders":[],"syntax":{"prefixed":"HMAC "},"encoding":"base64"},"secretEncoding":"base64","signedContent":"{body}","event":{"body":"type"},"deliveryId":{"body":"id"},"ack":{"status":200,"contentType":"application/json","body":"{\"type\":\"message\",\"text\":\"ok\"}","exact":false}}, "\u0000\u0005HMAC \u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0002\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["authorization"], true);
