/** The module for sha and messages from its own bytes, when it is asked for. */

import { bytes } from "../wasm/sha-bytes.js";
import { compile } from "./compile.js";

/** workerd, for which this loader is not, compiles nothing once a Worker has started. */
const { userAgent } = (globalThis as { navigator?: { userAgent?: string } }).navigator ?? {};
const early = userAgent === "Cloudflare-Workers" ? /* @__PURE__ */ compile(bytes) : undefined;

export const load = (): WebAssembly.Module => early ?? compile(bytes);
