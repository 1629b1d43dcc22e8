// Generated from schemes/hocuspocus/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Hocuspocus (Tiptap): https://tiptap.dev/docs/hocuspocus/server/extensions/webhook
 *
 * The secret: The option secret of the Webhook extension on your Hocuspocus server.
 */
export const hocuspocus = /* @__PURE__ */ builtIn<"hocuspocus">({"id":"hocuspocus","name":"Hocuspocus (Tiptap)","docs":"https://tiptap.dev/docs/hocuspocus/server/extensions/webhook","signature":{"header":"x-hocuspocus-signature-256","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"event"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-hocuspocus-signature-256"], false);
