/**
 * The module `schemes`, which compiles custom schemes and writes messages. It is started on first use, because it is several times as
 * large as the module `verify`.
 */

import { load } from "#schemes-wasm";
import * as glue from "../wasm/schemes.js";
import { lazily } from "./lazy-module.js";

/** Returns the module's functions. */
export const schemesModule = /* @__PURE__ */ lazily("schemes", load, glue);
