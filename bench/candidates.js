// The measured candidates: hookward, the host's own cryptography, and packages that verify webhooks or can be used to verify them.
//
// `load` imports the package and prepares everything that can be prepared once, as a server would do at its start. It returns a function that
// verifies one delivery. The function returns true if it accepts the delivery. For a refusal, it returns another value or throws an error. Each
// candidate is written as its documentation shows. The file imports nothing at the top, so that a process that loads one candidate loads only its
// package.

const hookward = (scheme) => ({
  name: `hookward, ${scheme}`,
  package: "hookward",
  format: scheme,
  async load(secret) {
    const { Verifier } = await import("hookward");
    return prepare(Verifier, scheme, secret);
  },
});

/** Returns a candidate that verifies with an imported scheme. `name` is the name that the scheme's module exports. */
const lite = (scheme, name, format) => ({
  name: `hookward/lite, ${scheme}`,
  package: "hookward",
  format,
  // After loading, this candidate runs the same code as hookward.
  loading: true,
  async load(secret) {
    const { Verifier } = await import("hookward/lite");
    const module = await import(`hookward/schemes/${scheme}`);
    return prepare(Verifier, module[name], secret);
  },
});

function prepare(Verifier, scheme, secret) {
  const verifier = new Verifier({ scheme, secret });
  return ({ headers, body }) => verifier.verify({ headers, body }) !== undefined;
}

/** Compares two tags in constant time, for packages that compute a tag and leave the comparison to their user. */
function same(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= a[at] ^ b[at];
  return difference === 0;
}

/** The candidate to which every ratio refers: the lines that the providers' documentation shows. */
export const REFERENCE = "node:crypto";

export const CANDIDATES = [
  hookward("gilbert"),
  hookward("inboundflow"),
  lite("gilbert", "gilbert", "gilbert"),
  lite("stripe", "stripe", "stripe"),
  lite("standard-webhooks", "standardWebhooks", "standard"),
  {
    name: "hookward, gilbert, as in a browser",
    package: "hookward",
    format: "gilbert",
    // This candidate is not measured at a process start, because bundling would take most of the time.
    bundled: true,
    async load(secret) {
      const { importForBrowser } = await import("../test-support/bundle.js");
      const { Verifier } = await importForBrowser();
      return prepare(Verifier, "gilbert", secret);
    },
  },
  {
    name: REFERENCE,
    format: "gilbert",
    async load(secret) {
      const { createHmac, timingSafeEqual } = await import("node:crypto");
      return ({ headers, body }) => {
        const expected = createHmac("sha256", secret).update(body).digest("hex");
        const a = Buffer.from(expected);
        const b = Buffer.from(headers["x-gilbert-signature"]);
        return a.length === b.length && timingSafeEqual(a, b);
      };
    },
  },
  {
    name: "crypto.subtle",
    format: "gilbert",
    asynchronous: true,
    async load(secret) {
      const { subtle } = globalThis.crypto;
      const algorithm = { name: "HMAC", hash: "SHA-256" };
      const key = await subtle.importKey("raw", Buffer.from(secret), algorithm, false, ["verify"]);
      return ({ headers, body }) =>
        subtle.verify("HMAC", key, Buffer.from(headers["x-gilbert-signature"], "hex"), body);
    },
  },
  {
    name: "@noble/hashes",
    package: "@noble/hashes",
    format: "gilbert",
    async load(secret) {
      const { hmac } = await import("@noble/hashes/hmac.js");
      const { sha256 } = await import("@noble/hashes/sha2.js");
      const { hexToBytes } = await import("@noble/hashes/utils.js");
      const key = hmac.create(sha256, new TextEncoder().encode(secret));
      return ({ headers, body }) => {
        const expected = key.clone().update(body).digest();
        return same(expected, hexToBytes(headers["x-gilbert-signature"]));
      };
    },
  },
  {
    name: "hash-wasm",
    package: "hash-wasm",
    format: "gilbert",
    async load(secret) {
      const { createHMAC, createSHA256 } = await import("hash-wasm");
      const hmac = await createHMAC(createSHA256(), secret);
      return ({ headers, body }) => {
        const expected = hmac.init().update(body).digest("binary");
        return same(expected, Buffer.from(headers["x-gilbert-signature"], "hex"));
      };
    },
  },
  {
    name: "standardwebhooks",
    package: "standardwebhooks",
    format: "standard",
    async load(secret) {
      const { Webhook } = await import("standardwebhooks");
      const webhook = new Webhook(secret);
      return ({ headers, text }) => webhook.verify(text, headers) !== undefined;
    },
  },
  {
    name: "svix",
    package: "svix",
    format: "standard",
    async load(secret) {
      const { Webhook } = await import("svix");
      const webhook = new Webhook(secret);
      return ({ headers, text }) => {
        webhook.verify(text, headers); // Returns nothing, and throws if it refuses.
        return true;
      };
    },
  },
  {
    name: "stripe, verifyHeader",
    package: "stripe",
    format: "stripe",
    async load(secret) {
      const { default: Stripe } = await import("stripe");
      // The tolerance of constructEvent. Without a tolerance, verifyHeader does not check the time.
      const { signature, DEFAULT_TOLERANCE } = Stripe.webhooks;
      return ({ headers, text }) =>
        signature.verifyHeader(text, headers["stripe-signature"], secret, DEFAULT_TOLERANCE);
    },
  },
  {
    name: "stripe, constructEvent",
    package: "stripe",
    format: "stripe",
    async load(secret) {
      const { default: Stripe } = await import("stripe");
      const { webhooks } = Stripe;
      return ({ headers, text }) => webhooks.constructEvent(text, headers["stripe-signature"], secret) !== undefined;
    },
  },
  {
    name: "@octokit/webhooks-methods",
    package: "@octokit/webhooks-methods",
    format: "github",
    asynchronous: true,
    async load(secret) {
      const { verify } = await import("@octokit/webhooks-methods");
      return ({ headers, text }) => verify(secret, text, headers["x-hub-signature-256"]);
    },
  },
  {
    name: "@hookflo/tern",
    package: "@hookflo/tern",
    format: "github",
    asynchronous: true,
    async load(secret) {
      const { WebhookVerificationService } = (await import("@hookflo/tern")).default;
      const config = { platform: "github", secret };
      return async ({ headers, text }) => {
        // Its own adapters create such a Request from a server's request. The function verifies nothing else.
        const request = new Request("https://app.example.com/webhook", { method: "POST", headers, body: text });
        return (await WebhookVerificationService.verify(request, config)).isValid;
      };
    },
  },
];

/** Returns whether a candidate is hookward, rather than one of those that it is compared with. */
export const isOurs = ({ name }) => name.startsWith("hookward");
