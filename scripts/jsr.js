// The package for JSR, in build/jsr/: the modules of dist/esm/ with their types. JSR does not support conditions in imports. Where runtimes differ,
// the package contains the variant that works in all of them.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { environment, filesBelow, root, run, step } from "./shell.js";

const SCOPE = "@hookward/hookward";

/** The frameworks whose types the adapters name. JSR requires the source of each. No program imports them. */
const FRAMEWORKS = ["@azure/functions", "@koa/bodyparser", "elysia", "express", "fastify", "hono", "koa"];

/** Files that are not for JSR: the command line, which npm runs, and files for one runtime or one bundler. */
const LEFT_OUT = /^(cli|node|display|saved-request)\/|^loaders\/(?!inline-)|^worker\.d\.ts$|\.wasm$/;

/** Writes build/jsr/ from the built package, and returns its path. */
export async function buildJsr() {
  const target = join(root, "build/jsr");
  await step("building the package for JSR", async () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const esm = join(root, "dist/esm");
    const files = filesBelow(esm).map((path) => relative(esm, path));
    const taken = files.filter((path) => !LEFT_OUT.test(path));
    rmSync(target, { recursive: true, force: true });
    for (const path of taken) {
      const to = join(target, path);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, forJsr(path, readFileSync(join(esm, path), "utf8"), manifest, taken));
    }
    for (const path of ["README.md", "LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(root, path), join(target, path));
    writeFileSync(join(target, "jsr.json"), `${JSON.stringify(jsrManifest(manifest, files), null, 2)}\n`);
  });
  return target;
}

/** Returns a module with the real path in each import, and with a reference to its types. */
function forJsr(path, text, { imports }, files) {
  const to = (name) => {
    const { default: file } = imports[name];
    const found = relative(dirname(path), file.replace("./dist/esm/", ""));
    return found.startsWith(".") ? found : `./${found}`;
  };
  const resolved = text.replace(/(\bfrom |\bimport )"(#[\w-]+)"/g, (_, before, name) => `${before}"${to(name)}"`);
  // In a declaration, imports refer to `.d.ts` files, because most declarations have no module next to them. JSR refuses declarations that extend a
  // type of another package. On JSR, a program therefore has to cast `req.delivery`.
  if (path.endsWith(".d.ts"))
    return resolved
      .replace(/(["']\.{1,2}\/[^"']*)\.js(?=["'])/g, "$1.d.ts")
      .replace(/^declare (global|module "[^"]+") \{\n[\s\S]*?^\}\n/gm, "");
  const types = path.replace(/\.js$/, ".d.ts");
  if (!path.endsWith(".js") || !files.includes(types)) return resolved;
  return `/* @ts-self-types="./${types.split("/").pop()}" */\n${resolved}`;
}

/** Returns jsr.json, with the entry points of package.json. Each scheme is listed by its name. */
function jsrManifest({ version, license, exports, devDependencies }, files) {
  const entries = Object.entries(exports).flatMap(([name, { import: { default: file } = {} }]) => {
    if (file === undefined || name === "./worker") return [];
    const path = name === "." ? "./index.js" : file.replace("./dist/esm/", "./");
    if (!name.includes("*")) return [[name, path]];
    const schemes = files.filter((one) => /^builtin\/(?!index\.)[\w-]+\.js$/.test(one));
    return schemes.map((one) => [name.replace("*", one.replace(/^builtin\/|\.js$/g, "")), `./${one}`]);
  });
  const frameworks = FRAMEWORKS.map((name) => [name, `npm:${name}@${devDependencies[name]}`]);
  return {
    name: SCOPE,
    version,
    license,
    exports: Object.fromEntries(entries),
    imports: Object.fromEntries(frameworks),
    // Includes every file, although git ignores what is built.
    publish: { exclude: ["!**"] },
  };
}

/** Installs Deno from npm, and returns its path. Deno publishes to JSR. */
export async function denoProgram() {
  const consumer = join(root, "js/packaging/consumers/deno");
  await run("npm", ["ci", "--no-fund", "--no-audit", "--loglevel", "error"], { cwd: consumer, env: environment });
  return join(consumer, "node_modules/.bin/deno");
}
