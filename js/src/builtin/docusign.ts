// Generated from schemes/docusign/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * DocuSign Connect: https://developers.docusign.com/platform/webhooks/connect/setting-up-hmac/
 *
 * The secret: DocuSign Admin > Connect > Connect Keys > Add Secret Key, shown in full once.
 */
export const docusign = /* @__PURE__ */ builtIn<"docusign">({"id":"docusign","name":"DocuSign Connect","docs":"https://developers.docusign.com/platform/webhooks/connect/setting-up-hmac/","signature":{"header":"x-docusign-signature-1","moreHeaders":["x-docusign-signature-2","x-docusign-signature-3","x-docusign-signature-4","x-docusign-signature-5","x-docusign-signature-6","x-docusign-signature-7","x-docusign-signature-8"],"syntax":"plain","encoding":"base64"},"signedContent":"{body}","event":{"body":"event"},"headerPrefix":"x-docusign-"}, "\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\b\u0000\u0000\u0000\u0001\u0001\u0000", ["x-docusign-signature-1","x-docusign-signature-2","x-docusign-signature-3","x-docusign-signature-4","x-docusign-signature-5","x-docusign-signature-6","x-docusign-signature-7","x-docusign-signature-8"], false);
