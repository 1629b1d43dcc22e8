// Writes the look-alikes: `node testdata/lookalikes/make.js`. With `--check`, the program writes nothing, and fails if they would change.
// Node's crypto signs, and Node's zlib compresses. The program does not use hookward.

import { readFileSync, writeFileSync } from "node:fs";

import { bodies } from "./make/bodies.js";
import { headers } from "./make/headers.js";
import { secrets } from "./make/secrets.js";
import { signatures } from "./make/signatures.js";

const path = new URL("./lookalikes.json", import.meta.url);
const records = [...bodies, ...secrets, ...signatures, ...headers];
const text = `[\n${records.map((record) => `  ${JSON.stringify(record)}`).join(",\n")}\n]\n`;

if (!process.argv.includes("--check")) {
  writeFileSync(path, text);
  console.log(`lookalikes.json: ${records.length} records`);
} else if (readFileSync(path, "utf8") !== text) {
  console.error("lookalikes.json is not what make.js makes");
  process.exit(1);
}
