// Publishes a version to one registry, or checks that it can be published to all.
//
//   npm run check:release [TAG]            checks the versions and makes a dry run for each registry. TAG is v and the version
//   npm run release -- npm | jsr | crates.io     publishes; only the release workflow has the identity to do this

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "./build.js";
import { buildJsr, denoProgram } from "./jsr.js";
import { Failure, isMain, main, root, run, step } from "./shell.js";

const REGISTRIES = {
  npm: (flags) => run("npm", ["publish", "--access", "public", ...(flags.length > 0 ? flags : ["--provenance"])]),
  "crates.io": (flags) => {
    // The registry is named, because a machine may be configured to use a mirror.
    const what = ["publish", "--locked", "--package", "hookward", "--registry", "crates-io"];
    return run("cargo", [...what, ...flags, ...(flags.length > 0 ? ["--allow-dirty"] : [])]);
  },
  jsr: async (flags) => {
    const cwd = await buildJsr();
    await run(await denoProgram(), ["publish", "--allow-dirty", ...flags], { cwd });
  },
};

/** Returns the errors in the versions. Each place, and the tag if one exists, must have the version of package.json. */
export function versionErrors(tag, read = (path) => readFileSync(join(root, path), "utf8")) {
  const { version } = JSON.parse(read("package.json"));
  const manifest = read("Cargo.toml");
  const found = {
    "the workspace in Cargo.toml": /^\[workspace\.package\]\nversion = "(.*?)"$/m.exec(manifest)?.[1],
    "the dependency in Cargo.toml": /^hookward = \{ path = "\.", version = "(.*?)"/m.exec(manifest)?.[1],
    "the newest version in CHANGELOG.md": /^## \[(\d.*?)\]/m.exec(read("CHANGELOG.md"))?.[1],
    ...(tag === undefined ? {} : { "the tag": /^v(.*)$/.exec(tag)?.[1] }),
  };
  return Object.entries(found)
    .filter(([, other]) => other !== version)
    .map(([place, other]) => `${place} has ${other}, and package.json has ${version}`);
}

async function check(tag) {
  const errors = versionErrors(tag);
  if (errors.length > 0) throw new Failure(errors.join("\n"));
  await build(["wasm", "js", "worker", "page"]);
  for (const [name, publish] of Object.entries(REGISTRIES))
    await step(`publishing to ${name}, without the upload`, () => publish(["--dry-run"]));
}

async function release(name) {
  if (!Object.hasOwn(REGISTRIES, name ?? "")) throw new Failure(`A registry is ${Object.keys(REGISTRIES).join(", ")}.`);
  await build(["wasm", "js", "worker", "page"]);
  await REGISTRIES[name]([]);
}

if (isMain(import.meta.url)) {
  const [first, ...others] = process.argv.slice(2);
  await main(() => (first === "--check" ? check(...others) : release(first)));
}
