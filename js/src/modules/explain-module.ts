/** The module for tools: explanations, and requests to try a receiver with. Started on first use. */

import { load } from "#explain-wasm";
import * as glue from "../wasm/explain.js";
import { lazily } from "./lazy-module.js";

/** Returns the module's functions. */
export const explainModule = /* @__PURE__ */ lazily("explain", load, glue);
