// Generated from schemes/mongodb-atlas/scheme.json; run `npm run generate`.

import { shaHash } from "../modules/sha-module.js";
import { builtIn } from "../schemes/built-in.js";

/**
 * MongoDB Atlas: https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/
 *
 * The secret: Atlas > Project Settings > Integrations > Webhook Settings > Webhook Secret, as you chose it.
 */
export const mongodbAtlas = /* @__PURE__ */ builtIn<"mongodb-atlas">({"id":"mongodb-atlas","name":"MongoDB Atlas","docs":"https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/","signature":{"header":"x-mms-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"algorithm":"sha1","signedContent":"{body}","event":{"header":"x-mms-event"},"deliveryId":{"body":"id","names":"object"},"headerPrefix":"x-mms-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-mms-signature"], false, shaHash);
