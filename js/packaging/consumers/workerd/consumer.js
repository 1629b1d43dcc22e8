// Cloudflare Workers: bundled by `wrangler deploy --dry-run`, which does everything but the upload, and run by workerd.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { run } from "../../program.js";

const PROGRAMS = { "ES modules": "worker.js", CommonJS: "requiring.js" };
const ENVIRONMENTS = { "Cloudflare Workers": [], "Cloudflare Workers, nodejs_compat": ["nodejs_compat"] };

/** Those that verify, read schemes, and compute hashes other than SHA-256. */
const MODULES = 3;

/** From this date on workerd allows compiling while a Worker starts, if not later. */
const COMPILES_AT_START = "2025-06-01";

export const checks = [
  ...Object.entries(ENVIRONMENTS).flatMap(([runtime, compatibilityFlags]) =>
    Object.entries(PROGRAMS).map(([format, program]) => ({
      runtime,
      format,
      bundler: "wrangler",
      package: "wrangler",
      run: async ({ folder, out }) => {
        const environment = compatibilityFlags.length > 0 ? "nodejs" : "";
        const args = ["deploy", program, "--dry-run", "--outdir", out, `--env=${environment}`];
        await run(join(folder, "node_modules", ".bin", "wrangler"), args, { cwd: folder, env: { CI: "true" } });
        const { modules, modulesRoot } = modulesIn(out);
        const compiled = modules.length - 1;
        if (compiled !== MODULES) throw new Error(`not all modules were left as files: ${compiled} of ${MODULES}`);
        return invoke(folder, { modules, modulesRoot }, { compatibilityDate: "2026-04-01", compatibilityFlags });
      },
    })),
  ),
  {
    // What has the module as text, as bundles made for Node have it that are then run by workerd.
    runtime: `Cloudflare Workers, compatibility date ${COMPILES_AT_START}`,
    format: "ES modules",
    bundler: "esbuild without conditions",
    run: async ({ folder, out }) => invoke(folder, await plain(folder, out), { compatibilityDate: COMPILES_AT_START }),
  },
  {
    title: "the wrong entry, where compiling is forbidden, says which is the right one",
    reports: false,
    run: async ({ folder, out }) => {
      const failed = await invoke(folder, await plain(folder, out), { compatibilityDate: "2025-05-31" }).then(
        () => new Error("compiling was not forbidden"),
        (error) => error,
      );
      if (!/hookward cannot compile .*condition "workerd"/s.test(failed.message)) throw failed;
    },
  },
];

/** The Worker through a bundler that was not told where it will run. */
async function plain(folder, out) {
  // wrangler's own esbuild, without wrangler.
  const require = createRequire(createRequire(join(folder, "package.json")).resolve("wrangler"));
  await require("esbuild").build({
    entryPoints: [join(folder, "worker.js")],
    bundle: true,
    format: "esm",
    outdir: out,
  });
  return modulesIn(out);
}

/** What a bundler wrote, as miniflare takes it: the program first, and each module beside it. */
function modulesIn(out) {
  const names = readdirSync(out).filter((name) => /\.(js|wasm)$/.test(name));
  const modules = names.map((name) => ({
    type: name.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
    path: join(out, name),
    contents: readFileSync(join(out, name)),
  }));
  return { modulesRoot: out, modules: modules.sort((a) => (a.type === "ESModule" ? -1 : 1)) };
}

/** Starts the Worker and asks it once. */
async function invoke(folder, modules, options) {
  const { Miniflare, Log, LogLevel } = createRequire(join(folder, "package.json"))("miniflare");
  const log = new Log(LogLevel.NONE);
  const errors = [];
  // What a Worker throws at its start is on workerd's own standard error, and nowhere else.
  const handleRuntimeStdio = (stdout, stderr) => {
    stdout.resume();
    stderr.setEncoding("utf8").on("data", (text) => errors.push(text));
  };
  const miniflare = new Miniflare({
    ...modules,
    ...options,
    log,
    handleRuntimeStdio,
  });
  try {
    const response = await miniflare.dispatchFetch("http://localhost/");
    return await response.json();
  } catch (error) {
    throw new Error(`${error.message}\n${errors.join("")}`);
  } finally {
    await miniflare.dispose().catch(() => {});
  }
}
