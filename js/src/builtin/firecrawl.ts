// Generated from schemes/firecrawl/scheme.json; run `npm run generate`.

import { builtIn } from "../schemes/built-in.js";

/**
 * Firecrawl: https://docs.firecrawl.dev/webhooks/security
 *
 * The secret: Firecrawl > Account settings > Advanced > Webhook secret.
 */
export const firecrawl = /* @__PURE__ */ builtIn<"firecrawl">({"id":"firecrawl","name":"Firecrawl","docs":"https://docs.firecrawl.dev/webhooks/security","signature":{"header":"x-firecrawl-signature","moreHeaders":[],"syntax":{"prefixed":"sha256="},"encoding":"hex"},"signedContent":"{body}","event":{"body":"type"}}, "\u0000\u0007sha256=\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0001\u0000\u0000\u0000\u0001\u0001\u0000", ["x-firecrawl-signature"], false);
