// `npm run confirm`: compares every scheme with the vendor's own SDK from vendors/.
//
//   node scripts/confirm.js [--write] [id …]      Default: all schemes that have an SDK

import { join } from "node:path";

import { build } from "./build.js";
import { vendorPackages } from "./setup.js";
import { Failure, isMain, main, root, run } from "./shell.js";

async function confirm(args) {
  const write = args.includes("--write");
  const ids = args.filter((arg) => !arg.startsWith("--"));
  await vendorPackages();
  await build(["wasm", "js"]);
  // Some SDKs use deprecated features of Node, and all use its mocked clock, which is experimental. Node would
  // print warnings about both.
  process.removeAllListeners("warning");
  const vendors = await import("../vendors/confirm.js");
  const agrees = await vendors.confirm({ folder: join(root, "schemes"), ids: ids.length > 0 ? ids : undefined, write });
  if (write) await run("biome", ["format", "--write", "schemes"]);
  if (!agrees)
    throw new Failure("A vendor's SDK and hookward disagree about what is not named in vendors/differences.js.");
  // Some SDKs leave a timer or a connection open, which would keep the process alive.
  process.exit(0);
}

if (isMain(import.meta.url)) await main(() => confirm(process.argv.slice(2)));
