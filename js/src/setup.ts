/**
 * The way to the rare half of the core: a module that reads schemes and knows the sentences.
 *
 * It is several times as large as the one that makes the verdicts.
 */

import { load } from "#setup";
import { lazily } from "./lazy.js";
import * as glue from "./wasm/setup.js";

/** What the module can do. */
export const setup = /* @__PURE__ */ lazily("setup", load, glue);
