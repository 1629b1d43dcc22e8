// Calls a vendor's SDK through its adapter in sdks/, at a fixed time and without its output.

import { readdirSync, readFileSync } from "node:fs";
import { mock } from "node:test";

const here = (path) => new URL(path, import.meta.url);

/** The ids of the schemes that have an adapter. */
export const IDS = readdirSync(here("./sdks/"))
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.slice(0, -".js".length));

const { devDependencies } = JSON.parse(readFileSync(here("./package.json"), "utf8"));
const requirements = readFileSync(here("./requirements.txt"), "utf8");

/** Functions that return the version of a package, by registry. */
const VERSIONS = {
  npm: (name) => devDependencies[name],
  PyPI: (name) => new RegExp(`^${name}==(.+)$`, "m").exec(requirements)[1],
};

/** Returns the adapter of a scheme. Its `by` consists of the package, its version, and the function that is called. */
export async function loadSdk(id) {
  const { default: sdk } = await import(`./sdks/${id}.js`);
  const { registry = "npm", package: name, call } = sdk;
  return { id, ...sdk, by: `${registry} ${name} ${VERSIONS[registry](name)}: ${call}` };
}

/** Returns whether an SDK accepts a delivery with one of the secrets. An SDK that throws refuses. */
export async function accepts(sdk, delivery, secrets) {
  for (const secret of secrets) {
    const accepted = await at(delivery.now, () => sdk.verify({ ...delivery, secret })).then(
      (result) => result !== false,
      () => false,
    );
    if (accepted) return true;
  }
  return false;
}

/** Returns the headers with which an SDK signs a delivery. */
export const signs = (sdk, delivery) => at(delivery.now, () => sdk.sign(delivery));

/** Calls an SDK at a time, in seconds since the epoch, and drops its output. */
async function at(now, call) {
  mock.timers.enable({ apis: ["Date"], now: now * 1000 });
  const printing = ["debug", "info", "log", "warn", "error"].map((name) => mock.method(console, name, () => {}));
  try {
    return await call();
  } finally {
    for (const method of printing) method.mock.restore();
    mock.timers.reset();
  }
}
