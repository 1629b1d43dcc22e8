// Generated from schemes/hubspot-v3/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * HubSpot v3: https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests
 *
 * The secret: HubSpot developer account > your app > Auth > Client secret.
 */
export const hubspotV3 = /* @__PURE__ */ builtIn<"hubspot-v3">({"id":"hubspot-v3","name":"HubSpot v3","docs":"https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests","signature":{"header":"x-hubspot-signature-v3","moreHeaders":[],"syntax":"plain","encoding":"base64"},"timestamp":{"header":"x-hubspot-request-timestamp","unit":"ms"},"signedContent":"{method}{url}{body}{timestamp}","headerPrefix":"x-hubspot-","waivers":["adjacent_parts"]}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0001\u0001\u0000\u0000\u0000\u0004\u0005\u0004\u0001\u0002\u0000", ["x-hubspot-signature-v3","x-hubspot-request-timestamp"], false);
