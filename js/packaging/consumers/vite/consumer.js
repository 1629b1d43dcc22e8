// Vite as it is: what `vite build` makes of an index.html, and what `vite` serves while one develops, which is not the same.

import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { browse, visit } from "../../page.js";
import { run } from "../../program.js";

export const checks = [
  {
    runtime: "Chromium",
    format: "ES modules",
    bundler: "Vite",
    package: "vite",
    run: async ({ folder, out }) => {
      const args = ["build", "--outDir", out, "--emptyOutDir"];
      await run(join(folder, "node_modules", ".bin", "vite"), args, { cwd: folder });
      const [asset] = readdirSync(join(out, "assets")).filter((name) => name.endsWith(".js"));
      return browse(out, `assets/${asset}`);
    },
  },
  {
    runtime: "Chromium",
    format: "ES modules",
    bundler: "the development server of Vite",
    package: "vite",
    run: async ({ folder, out }) => {
      const require = createRequire(join(folder, "package.json"));
      const { createServer } = await import(pathToFileURL(require.resolve("vite")).href);
      const server = await createServer({
        root: folder,
        cacheDir: out,
        logLevel: "error",
        // The vectors and what judges them are outside of the consumer, as no project's own files would be.
        server: { host: "127.0.0.1", port: 0, fs: { strict: false } },
      });
      try {
        await server.listen();
        return await visit(server.resolvedUrls.local[0]);
      } finally {
        await server.close();
      }
    },
  },
];
