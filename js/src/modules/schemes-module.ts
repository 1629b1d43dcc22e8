/**
 * The way to the rare half of the core: a module that reads schemes and knows the sentences.
 *
 * It is several times as large as the one that makes the verdicts.
 */

import { load } from "#schemes-wasm";
import * as glue from "../wasm/schemes.js";
import { lazily } from "./lazy-module.js";

/** What the module can do. */
export const setup = /* @__PURE__ */ lazily("schemes", load, glue);
