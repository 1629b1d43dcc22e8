// Generated from schemes/surveymonkey/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * SurveyMonkey: https://api.surveymonkey.com/v3/docs#webhooks
 *
 * The secret: SurveyMonkey developer portal > your app > Settings > the client ID and the client secret, joined by &.
 */
export const surveymonkey = /* @__PURE__ */ builtIn<"surveymonkey">({"id":"surveymonkey","name":"SurveyMonkey","docs":"https://api.surveymonkey.com/v3/docs#webhooks","signature":{"header":"sm-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"algorithm":"sha1","signedContent":"{body}","event":{"body":"event_type"},"deliveryId":{"body":"event_id"}}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["sm-signature"], true, shaHash);
