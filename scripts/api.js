// `npm run api`: writes the reference of the package (typedoc) and of the crate (rustdoc) to build/api/. A broken link is an error, and so is a part
// of the interface without a comment.

import { join } from "node:path";

import { environment, isMain, main, root, run, step, unlessFresh } from "./shell.js";

/** The folder with typedoc's own packages. typedoc requires an older TypeScript than the project. */
const FOLDER = join(root, "scripts", "api");

export async function api() {
  await unlessFresh("api", ["scripts/api/package-lock.json"], ["scripts/api/node_modules/.package-lock.json"], () =>
    step("installing typedoc", () =>
      run("npm", ["ci", "--ignore-scripts", "--no-fund", "--no-audit"], { cwd: FOLDER }),
    ),
  );
  await step("writing build/api/js", () =>
    run(join(FOLDER, "node_modules", ".bin", "typedoc"), ["--options", join(FOLDER, "typedoc.json")]),
  );
  const env = { ...environment, RUSTDOCFLAGS: "-D warnings" };
  const target = join(root, "build", "api", "rust");
  await step("writing build/api/rust", () =>
    run("cargo", ["doc", "--locked", "--no-deps", "--all-features", "-p", "hookward", "--target-dir", target], { env }),
  );
}

if (isMain(import.meta.url)) await main(api);
