// Measures how fast the component verifies in wasmtime, compared with the crate and with node:crypto. It runs the program in bench/component/ and
// calculates ratios from the results. The first time, compiling wasmtime takes minutes.
//
//   node bench/component.js [--quick] [--write]

import { execFileSync } from "node:child_process";
import { createHmac, timingSafeEqual } from "node:crypto";
import { join } from "node:path";

import { COMPONENT } from "../scripts/component.js";
import { cargoTarget } from "../scripts/wasm.js";
import { root } from "../test-support/bundle.js";
import { options, publish } from "./report.js";

const { quick, write } = options();
const cwd = join(root, "bench/component");
const target = join(cargoTarget, "bench-component");
const args = ["build", "--locked", "--release", "--quiet", "--target-dir", target];
execFileSync("cargo", args, { cwd, stdio: "inherit" });
const program = join(target, "release/hookward-bench-component");
const printed = execFileSync(program, [COMPONENT, ...(quick ? ["--quick"] : [])], { encoding: "utf8" });
const measured = JSON.parse(printed.trim().split("\n").at(-1));

/** The duration of one case in one round, in nanoseconds. */
const ROUND = 20_000_000;

/** Returns the nanoseconds of a verification with node:crypto, as the providers' documentation shows it. */
function nodeCrypto(size) {
  const body = Buffer.alloc(size, 0x78);
  const signature = createHmac("sha256", "a secret").update(body).digest("hex");
  const started = process.hrtime.bigint();
  let calls = 0;
  for (; process.hrtime.bigint() - started < ROUND; calls++) {
    const computed = createHmac("sha256", "a secret").update(body).digest("hex");
    if (!timingSafeEqual(Buffer.from(computed), Buffer.from(signature))) throw new Error("it does not verify");
  }
  return Number(process.hrtime.bigint() - started) / calls;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The crate and wasmtime are measured in pairs, one in each round, so that a slow round affects both. */
const sizes = Object.fromEntries(
  Object.entries(measured.sizes).map(([size, { crate, wasmtime }]) => {
    nodeCrypto(Number(size));
    const node = median(crate.map(() => nodeCrypto(Number(size))));
    const against = median(wasmtime.map((time, at) => time / crate[at]));
    return [size, { crate: against, "node:crypto": median(wasmtime) / node }];
  }),
);
const { compile, instantiate, create } = measured;
const milliseconds = { compile: compile / 1e6, instantiate: instantiate / 1e6, create: create / 1e6 };
await publish("component", { sizes, milliseconds }, { quick, write, command: "npm run bench:component" });
