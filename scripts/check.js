// Checks that run before a release and once a week. They do not run more often because their tools take long to
// compile.
//
//   npm run check:msrv              builds the crate with the oldest Rust that Cargo.toml names
//   npm run check:dependencies      checks licenses, sources, duplicates and advisories of every crate (cargo-deny, deny.toml)
//   npm run check:semver [REV]      lists what changed in the crate's interface since a revision. Default: the last release

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { rustTools } from "./setup.js";
import { ask, environment, Failure, isMain, main, root, run, step } from "./shell.js";

/** The sets of features to build with: none, the default ones, those that work with `no_std`, and all. */
const FEATURES = [
  ["--no-default-features"],
  [],
  ["--no-default-features", "--features", "schemes,serde,events,explain,testing"],
  ["--all-features"],
];

const CHECKS = {
  async msrv() {
    const [, version] = /^rust-version = "([\d.]+)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
    const isThere = (await ask("rustup", ["toolchain", "list"]))?.includes(`${version}-`);
    if (!isThere)
      await step(`installing Rust ${version}`, () =>
        run("rustup", ["toolchain", "install", version, "--profile", "minimal"]),
      );
    // The folder is separate, because two compilers that share a folder recompile everything each time.
    const env = { ...environment, CARGO_TARGET_DIR: join(root, "target", "msrv") };
    for (const features of FEATURES)
      await run("cargo", [`+${version}`, "check", "--locked", "-p", "hookward", ...features], { env });
  },

  async dependencies() {
    await rustTools("cargo-deny");
    await run("cargo", ["deny", "--locked", "check", "bans", "licenses", "sources"]);
    // The download is a separate step, so that a network error is not reported as an advisory.
    await run("cargo", ["deny", "fetch", "db"]).catch(() => {
      throw new Failure(
        "Licences, sources and duplicates are in order. Advisories were not checked: their database cannot be reached.",
      );
    });
    await run("cargo", ["deny", "--locked", "check", "--disable-fetch", "advisories"]).catch(() => {
      throw new Failure("A crate has an advisory. The lines above name it.");
    });
  },

  async semver(revision) {
    const baseline = revision ?? (await ask("git", ["describe", "--tags", "--abbrev=0", "--match", "v*"]));
    if (baseline === undefined) {
      console.log("No release to compare with: nothing was checked. Name a revision: npm run check:semver -- HEAD~1");
      return;
    }
    // cargo-semver-checks is installed only here, because it takes many minutes to compile.
    await rustTools("cargo-semver-checks");
    await run("cargo", ["semver-checks", "--package", "hookward", "--all-features", "--baseline-rev", baseline]);
  },
};

if (isMain(import.meta.url)) {
  const [name, ...args] = process.argv.slice(2);
  if (!Object.hasOwn(CHECKS, name ?? "")) {
    console.error(`node scripts/check.js ${Object.keys(CHECKS).join(" | ")}`);
    process.exit(2);
  }
  await main(() => CHECKS[name](...args));
}
