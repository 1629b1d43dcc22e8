import * as hookward from "hookward";
import { explain } from "hookward/explain";
import * as adapter from "hookward/fetch";

import { files } from "../../build/vectors.js";
import { check } from "../../common/check.js";

const { result } = explain({ scheme: "gilbert", secret: "s3cret", headers: {}, body: "{}" });
if (result.code !== "missing_header") throw new Error(`hookward/explain says ${result.code}`);
console.log(JSON.stringify(await check({ hookward, adapter }, files)));
