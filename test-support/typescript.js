// TypeScript in each version that the package's types support.

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VERSIONS } from "../js/packaging/consumers/typescript/consumer.js";
import { installLocked } from "../js/packaging/tarball.js";

const root = fileURLToPath(new URL("..", import.meta.url));

export { VERSIONS };

/** Installs the compilers, unless they are installed. Returns their folder. */
export const compilers = () => installLocked("typescript");

/**
 * Compiles files in a folder inside the project with the strictest settings. Returns the errors: for each its file,
 * line and message.
 *
 * The types of other packages are not checked, because an old TypeScript cannot parse all of them.
 */
export async function compile(version, folder, { files, types = [], lib = ["es2023"], module = "nodenext" }) {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2022",
    // NestJS apps have this setting.
    experimentalDecorators: true,
    module,
    moduleResolution: module === "nodenext" ? "nodenext" : "bundler",
    lib,
    types,
    typeRoots: [join(root, "node_modules", "@types")],
    // @types/koa installs older types of content-disposition than Express 5 requires.
    paths: { "content-disposition": [join(root, "node_modules", "@types", "content-disposition")] },
  };
  const config = join(folder, `tsconfig-${version}-${files.length}-${types.join("-").replaceAll("/", "-")}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const compiler = join(await compilers(), "node_modules", `typescript${version}`, "bin", "tsc");
  const printed = await new Promise((resolve) => {
    const args = [compiler, "--project", config, "--pretty", "false"];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  // Further lines of an error are indented.
  const errors = printed.split(/\n(?! )/).filter((error) => error !== "");
  return errors.map((error) => {
    const [, file, at, message] = /^(.*?)\((\d+),\d+\): (.*)$/s.exec(error) ?? [];
    return file === undefined ? { message: error } : { file, line: Number(at), message };
  });
}
