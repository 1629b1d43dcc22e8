import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const { generateXHub256Sig } = require(join(dirname(require.resolve("whatsapp/package.json")), "build", "utils.js"));

// The SDK's server fails for every delivery (it joins text as if it were buffers). For this reason, the function that
// it uses is called.
export default {
  package: "whatsapp",
  call: "generateXHub256Sig",
  verify: ({ text, headers, secret }) =>
    `sha256=${generateXHub256Sig(text, secret)}` === headers["x-hub-signature-256"],
  sign: ({ text, secret }) => ({ "x-hub-signature-256": `sha256=${generateXHub256Sig(text, secret)}` }),
};
