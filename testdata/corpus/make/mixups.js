// Records of a delivery that was sent to the endpoint of a different provider.

import { PAYLOADS, SECRETS } from "./payloads.js";
import { SHAPES } from "./schemes.js";
import { deliver } from "./sign.js";
import { versioned } from "./tools.js";

const missing = { code: "missing_header" };
/** All endpoints have the same secret, so that the mix-up can be proven. */
const shared = { proven: true };
/** Each endpoint has its own secret, so that only the headers identify the provider. */
const own = { own: true, proven: false };

const CASES = {
  "grillo-at-gilbert": { scheme: "grillo", at: "gilbert", ...shared },
  "gilbert-at-gabinete360": { scheme: "gilbert", at: "gabinete360", ...shared },
  "inboundflow-at-grillo": { scheme: "inboundflow", at: "grillo", ...shared },
  "smarterbot-at-inboundflow": { scheme: "smarterbot", at: "inboundflow", ...shared },
  "gabinete360-at-smarterbot": { scheme: "gabinete360", at: "smarterbot", ...shared },
  "standard-at-gabinete360": { scheme: "standard-webhooks", at: "gabinete360", ...shared },
  "gilbert-at-forge": { scheme: "gilbert", at: "forge", ...shared },
  "grillo-at-inboundflow-own": { scheme: "grillo", at: "inboundflow", ...own },
  "standard-at-smarterbot-own": { scheme: "standard-webhooks", at: "smarterbot", ...own },
  "inboundflow-at-gilbert-own": { scheme: "inboundflow", at: "gilbert", ...own },
  "gabinete360-at-pay-own": { scheme: "gabinete360", at: "pay", ...own },
};

export const mixups = Object.entries(CASES).map(([id, { scheme, at, own: apart, proven }]) => ({
  id,
  make: async () => {
    const secret = SECRETS[scheme];
    const body = Buffer.from(JSON.stringify(PAYLOADS[scheme]));
    return {
      scheme,
      why: `a delivery of ${scheme} was sent to the endpoint of ${at}, which has ${apart ? "a secret of its own" : "the same secret"}`,
      madeBy: { tools: [versioned("openssl")], command: `a delivery of ${scheme}, with ${SHAPES[scheme].header}` },
      sent: { ...deliver(scheme, { body, secret }), secret },
      received: { scheme: at, secret: apart ? SECRETS[at] : secret },
      refused: missing,
      expect: { code: "scheme_other", subject: "scheme", proven, scheme },
    };
  },
}));
