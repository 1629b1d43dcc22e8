// Generated from schemes/trello/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * Trello: https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/
 *
 * The secret: Trello Power-Up admin page > your Power-Up > API key > Secret.
 */
export const trello = /* @__PURE__ */ builtIn<"trello">({"id":"trello","name":"Trello","docs":"https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/","signature":{"header":"x-trello-webhook","moreHeaders":[],"syntax":"plain","encoding":"base64"},"algorithm":"sha1","signedContent":"{body}{url}","event":{"body":"action.type"},"deliveryId":{"body":"action.id"},"challenge":{"method":"HEAD","when":null,"token":null,"verifyToken":null,"response":null},"waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0001\u0004\u0002\u0000\u0000", ["x-trello-webhook"], true, shaHash);
