// TypeScript in each of the versions that the package's types are promised for.

import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VERSIONS } from "../js/packaging/consumers/typescript/consumer.js";
import { installLocked } from "../js/packaging/tarball.js";

const root = fileURLToPath(new URL("..", import.meta.url));

export { VERSIONS };

/** Installs the compilers, unless they are there. Returns the folder that they are in. */
export const compilers = () => installLocked("typescript");

/**
 * Compiles files in a folder inside the project, as strictly as can be. Returns what is wrong: for each error its file,
 * line and message.
 *
 * The types of other packages are not checked: an old TypeScript cannot read all of them.
 */
export async function compile(version, folder, { files, types = [], lib = ["es2023"], module = "nodenext" }) {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2022",
    // As NestJS has them.
    experimentalDecorators: true,
    module,
    moduleResolution: module === "nodenext" ? "nodenext" : "bundler",
    lib,
    types,
    typeRoots: [join(root, "node_modules", "@types")],
    // @types/koa has the types of a version before content-disposition had its own, which Express 5 brings.
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
  // The lines that go into more detail are indented.
  const errors = printed.split(/\n(?! )/).filter((error) => error !== "");
  return errors.map((error) => {
    const [, file, at, message] = /^(.*?)\((\d+),\d+\): (.*)$/s.exec(error) ?? [];
    return file === undefined ? { message: error } : { file, line: Number(at), message };
  });
}
