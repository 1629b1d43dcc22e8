/** The module `explain`, for tools: explanations, and requests for tests of a receiver. It is started on first use. */

import { load } from "#explain-wasm";
import * as glue from "../wasm/explain.js";
import { lazily } from "./lazy-module.js";

/** Returns the module's functions. */
export const explainModule = /* @__PURE__ */ lazily("explain", load, glue);
