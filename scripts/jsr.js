// The package as JSR takes it, in build/jsr/: the modules of dist/esm/ with their types. JSR knows no conditions, so what differs between
// runtimes is what runs in all of them.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { environment, filesBelow, root, run, step } from "./shell.js";

const SCOPE = "@hookward/hookward";

/** Whose types the adapters name. JSR wants where each is from; no program imports them. */
const FRAMEWORKS = ["@azure/functions", "@koa/bodyparser", "elysia", "express", "fastify", "hono", "koa"];

/** What is not for JSR: the command line, which npm runs, and what is made for one runtime or one bundler. */
const LEFT_OUT = /^(cli|node|display|saved-request)\/|^loaders\/(?!inline-)|^worker\.d\.ts$|\.wasm$/;

/** Writes build/jsr/ from what was built, and returns its path. */
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

/** Returns a module with the path of each import, and with the place of its types. */
function forJsr(path, text, { imports }, files) {
  const to = (name) => {
    const { default: file } = imports[name];
    const found = relative(dirname(path), file.replace("./dist/esm/", ""));
    return found.startsWith(".") ? found : `./${found}`;
  };
  const resolved = text.replace(/(\bfrom |\bimport )"(#[\w-]+)"/g, (_, before, name) => `${before}"${to(name)}"`);
  // A declaration names others as they are: most of them have no module beside them.
  // JSR takes none that adds to a type elsewhere: there `req.delivery` has to be cast.
  if (path.endsWith(".d.ts"))
    return resolved
      .replace(/(["']\.{1,2}\/[^"']*)\.js(?=["'])/g, "$1.d.ts")
      .replace(/^declare (global|module "[^"]+") \{\n[\s\S]*?^\}\n/gm, "");
  const types = path.replace(/\.js$/, ".d.ts");
  if (!path.endsWith(".js") || !files.includes(types)) return resolved;
  return `/* @ts-self-types="./${types.split("/").pop()}" */\n${resolved}`;
}

/** Returns jsr.json: the entry points of package.json, each scheme by its name. */
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
    // All of it, although git ignores what is built.
    publish: { exclude: ["!**"] },
  };
}

/** Returns the path of Deno, which publishes to JSR, from npm. */
export async function denoProgram() {
  const consumer = join(root, "js/packaging/consumers/deno");
  await run("npm", ["ci", "--no-fund", "--no-audit", "--loglevel", "error"], { cwd: consumer, env: environment });
  return join(consumer, "node_modules/.bin/deno");
}
