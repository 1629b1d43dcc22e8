/** The way into the second module, which has what is for tools: explanations, and deliveries to try a receiver with. */

import { load } from "#explain-wasm";
import * as glue from "../wasm/explain.js";
import { lazily } from "./lazy-module.js";

/** What the module can do. */
export const tools = /* @__PURE__ */ lazily("explain", load, glue);
