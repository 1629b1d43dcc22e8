// Generated from schemes/lovable/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Lovable: https://docs.lovable.dev/api-reference/events-and-hooks
 *
 * The secret: Lovable > Workspace settings > Events & Hooks > your destination > Signing secret.
 */
export const lovable = /* @__PURE__ */ builtIn<"lovable">({"id":"lovable","name":"Lovable","docs":"https://docs.lovable.dev/api-reference/events-and-hooks","signature":{"header":"x-lovable-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"timestamp":{"header":"x-lovable-timestamp","unit":"s"},"signedContent":"{timestamp}.{body}","event":{"body":"type"},"headerPrefix":"x-lovable-"}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0001\u0000\u0000\u0000\u0000\u0003\u0002\u0000\u0001.\u0001\u0000", ["x-lovable-signature","x-lovable-timestamp"], false);
