import * as hookward from "hookward";
import * as adapter from "hookward/fetch";

import { files } from "../../build/vectors.js";
import { check } from "../../common/check.js";

console.log(JSON.stringify(await check({ hookward, adapter }, files)));
