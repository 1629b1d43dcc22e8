import * as hookward from "hookward";
import * as adapter from "hookward/fetch";

import { files } from "../../build/vectors.js";
import { check } from "../../common/check.js";

addEventListener("fetch", (event) => {
  event.respondWith(check({ hookward, adapter }, files).then((report) => Response.json(report)));
});
