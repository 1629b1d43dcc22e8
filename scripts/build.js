// `npm run build`: builds the WebAssembly modules and the component, the npm package in dist/, the Worker and the gateway in build/, and the pages in
// site/dist/.
//
//   node scripts/build.js [wasm] [component] [js] [worker] [gateway] [page] [console]      Default: all. `page` includes `console`.

import { buildConsole, buildPage } from "../site/build/bundle.js";
import { buildWorker } from "../worker/build/worker.js";
import { buildComponent, buildGateway } from "./component.js";
import { buildWasm } from "./modules.js";
import { buildPackage } from "./package.js";
import { packPrograms } from "./package-programs.js";
import { npmPackages, rustTargets, rustTools } from "./setup.js";
import { isMain, main } from "./shell.js";

/** Builds the named parts, after installing everything that they require. */
export async function build(parts = ["wasm", "component", "js", "worker", "gateway", "page"]) {
  await npmPackages();
  await rustTargets();
  await rustTools("wasm-bindgen", ...(parts.includes("worker") ? ["worker-build"] : []));
  if (parts.includes("wasm")) await buildWasm();
  if (parts.includes("component")) await buildComponent();
  if (parts.includes("js")) await buildPackage();
  if (parts.includes("worker")) await buildWorker();
  if (parts.includes("gateway")) await buildGateway();
  if (parts.includes("page")) await buildPage();
  if (parts.includes("console")) await buildConsole();
  if (["component", "js", "worker"].some((part) => parts.includes(part))) await packPrograms();
}

if (isMain(import.meta.url)) {
  const parts = process.argv.slice(2);
  await main(() => build(parts.length > 0 ? parts : undefined));
}
