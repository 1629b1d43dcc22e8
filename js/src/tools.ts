/** The way into the second module, which has what is for tools: explanations, and deliveries to try a receiver with. */

import { load } from "#explain";
import { lazily } from "./lazy.js";
import * as glue from "./wasm/explain.js";

/** What the module can do. */
export const tools = /* @__PURE__ */ lazily("explain", load, glue);
