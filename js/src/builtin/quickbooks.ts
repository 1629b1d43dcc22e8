// Generated from schemes/quickbooks/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * QuickBooks (Intuit): https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks
 *
 * The secret: Intuit Developer portal > your app > Webhooks > Verifier token.
 */
export const quickbooks = /* @__PURE__ */ builtIn<"quickbooks">({"id":"quickbooks","name":"QuickBooks (Intuit)","docs":"https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks","signature":{"header":"intuit-signature","moreHeaders":[],"syntax":"plain","encoding":"base64"},"signedContent":"{body}"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["intuit-signature"], false);
