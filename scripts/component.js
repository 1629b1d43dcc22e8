// The WebAssembly components: the npm package's in js/src/wasm/, for hosts without JavaScript, and the gateway's in build/.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { WASM } from "./modules.js";
import { Failure, root, step, unlessFresh } from "./shell.js";
import { CORE, compileBesideWorker, optimise } from "./wasm.js";

/** The interfaces that the component exports. */
export const WIT = join(root, "wit");

/** The component, in js/src/wasm/. */
export const COMPONENT = join(WASM, "component.wasm");

export async function buildComponent() {
  const scripts = ["scripts/component.js", "scripts/wasm.js"];
  const inputs = [...CORE, "crates/json", "crates/component", "wit", ...scripts, "package-lock.json"];
  await unlessFresh("component", inputs, ["js/src/wasm/component.wasm"], () =>
    step("building the WebAssembly component", async () => {
      mkdirSync(WASM, { recursive: true });
      writeFileSync(COMPONENT, await componentOf("hookward-component", { level: "-Oz" }));
    }),
  );
}

/** The gateway as a component of `wasi:http`. */
export const GATEWAY = join(root, "build/gateway/gateway.wasm");

export async function buildGateway() {
  const crates = ["gateway", "gateway-component", "json", "ledger"].map((name) => `crates/${name}`);
  const inputs = [...CORE, ...crates, "scripts/component.js", "scripts/wasm.js", "package-lock.json"];
  await unlessFresh("gateway", inputs, ["build/gateway/gateway.wasm"], () =>
    step("building the gateway as a component", async () => {
      mkdirSync(dirname(GATEWAY), { recursive: true });
      writeFileSync(GATEWAY, await componentOf("hookward-gateway-component", { level: "-Oz" }));
    }),
  );
}

/**
 * Builds a crate as a component. The crate is compiled for size, except the code that handles each delivery, like the Worker. wit-bindgen has written
 * a description of the imports and exports into the module.
 */
export async function componentOf(crate, { level }) {
  const module = await compileBesideWorker(crate);
  await optimise(level, module);
  const { componentNew } = await import("@bytecodealliance/jco-transpile/wasm-tools");
  return componentNew(readFileSync(module), []);
}

/** Throws unless the component exports exactly the interfaces of `wit/` and imports nothing. */
export async function checkComponent() {
  const { componentEmbed, componentNew, print } = await import("@bytecodealliance/jco-transpile/wasm-tools");
  const witSource = readFileSync(join(WIT, "webhooks.wit"), "utf8");
  const dummy = await componentNew(await componentEmbed({ witSource, world: "webhooks", dummy: true }), []);
  const [built, described] = [await print(readFileSync(COMPONENT)), await print(dummy)].map(interfacesOf);
  if (/^ {2}\(import /m.test(built))
    throw new Failure("The component imports something: a host would have to provide it.");
  if (!/^ {2}\(export .* "hookward:webhooks\/verifier@/m.test(built))
    throw new Failure("The component exports no verifier.");
  if (built !== described) throw new Failure("The component does not have the interfaces of wit/. Build it again.");
  console.log(`the component has the interfaces of wit/: ${built.split("\n").length} lines, the same`);
}

/** Returns the types, the imports and the exports of a component that was printed as text, without the modules in it. */
function interfacesOf(text) {
  const kept = [];
  let isModule = false;
  for (const line of text.split("\n")) {
    const isWhole = line.split("(").length === line.split(")").length;
    if (line.startsWith("  (core ")) isModule = !isWhole;
    else if (isModule) isModule = line !== "  )";
    // The core function of an export, and the tool that made the component, are not part of the interfaces.
    else if (!/^ {2}\(alias core |^ {4}\(processed-by /.test(line))
      kept.push(line.replace(/ \((canon lift|dtor) .*$/, ""));
  }
  return kept.join("\n");
}
