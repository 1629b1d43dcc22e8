import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// The vectors and what judges them are outside of the consumer, as no project's own files would be.
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..");

export default {
  // Not one that starts with a dot: what is made is in a folder of one name everywhere here.
  distDir: "build",
  outputFileTracingRoot: root,
  turbopack: { root },
};
