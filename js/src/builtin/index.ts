// Generated from schemes/; run `npm run generate`.

/** Every built-in scheme, each under its own name. */

export { gabinete360 } from "./gabinete360.js";
export { gilbert } from "./gilbert.js";
export { grillo } from "./grillo.js";
export { inboundflow } from "./inboundflow.js";
export { smarterbot } from "./smarterbot.js";
export { standardWebhooks } from "./standard-webhooks.js";
