import { files } from "../../build/vectors.js";
import { check } from "../../common/check.js";

// A Worker is an ES module, whatever it is made of. Bundlers take both in one file.
const hookward = require("hookward");
const adapter = require("hookward/fetch");

export default {
  fetch: async () => Response.json(await check({ hookward, adapter }, files)),
};
