/**
 * hookward verifies webhook signatures: one core, the same result in every runtime.
 *
 * ```ts
 * import { Verifier } from "hookward";
 *
 * const verifier = new Verifier({ scheme: "gilbert", secret: process.env.GILBERT_WEBHOOK_SECRET });
 * const delivery = verifier.verify({ headers: req.headers, body: rawBytes });
 * ```
 */

export * from "./public.js";
export { schemes } from "./schemes/schemes.js";
export { defineScheme } from "./verifier/define-scheme.js";
export { Verifier } from "./verifier/verifier.js";
