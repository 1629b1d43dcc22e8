// What is checked before a release and once a week, since its tools take long to compile.
//
//   npm run check:msrv              builds the crate with the oldest Rust that Cargo.toml names
//   npm run check:dependencies      licences, sources, duplicates and advisories of every crate (cargo-deny, deny.toml)
//   npm run check:semver [REV]      what changed in the crate's interface since a revision, by default the last release

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { rustTools } from "./setup.js";
import { ask, environment, Failure, isMain, main, root, run, step } from "./shell.js";

/** Sets of features that a program may choose: none, the default ones, the `no_std` ones, all. */
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
    // In a folder of its own: two compilers in one folder compile everything anew, each time.
    const env = { ...environment, CARGO_TARGET_DIR: join(root, "target", "msrv") };
    for (const features of FEATURES)
      await run("cargo", [`+${version}`, "check", "--locked", "-p", "hookward", ...features], { env });
  },

  async dependencies() {
    await rustTools("cargo-deny");
    await run("cargo", ["deny", "--locked", "check", "bans", "licenses", "sources"]);
    // Asked for apart, so that a network that is down is not taken for an advisory.
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
    // Known only now to be needed, since it compiles for many minutes.
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
