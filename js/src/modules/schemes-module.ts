/** The module that compiles custom schemes and writes messages. Started on first use: it is several times as large as the one that verifies. */

import { load } from "#schemes-wasm";
import * as glue from "../wasm/schemes.js";
import { lazily } from "./lazy-module.js";

/** Returns the module's functions. */
export const schemesModule = /* @__PURE__ */ lazily("schemes", load, glue);
