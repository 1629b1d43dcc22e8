// `npm run crash:worker`: sends hostile requests to the Worker in workerd, and prints the responses and the memory in use.
//
//   node scripts/crash.js [--requests 100000] [--seed 1]

import { parseArgs } from "node:util";

import { build } from "./build.js";
import { Failure, main } from "./shell.js";

await main(async () => {
  const { values } = parseArgs({ options: { requests: { type: "string" }, seed: { type: "string" } } });
  const [requests, seed] = [Number(values.requests ?? 5000), Number(values.seed ?? Date.now() % 2 ** 32)];
  if (!Number.isSafeInteger(requests) || requests < 1) throw new Failure("--requests is a whole number above 0.");
  if (!Number.isSafeInteger(seed)) throw new Failure("--seed is a whole number.");
  await build(["worker"]);
  // The import is dynamic because the module requires packages that the build installs.
  const { crash } = await import("../test-support/crash.js");
  const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  console.log(`${requests} hostile requests, --seed ${seed}`);
  const report = ({ left, heap, process }) =>
    console.log(`  ${requests - left} sent, the heap has ${mib(heap)} after a collection, the process ${mib(process)}`);
  const { genuine, accepted, seconds, before, after, statuses, logged } = await crash({ requests, seed, report });
  console.log(
    `in ${seconds.toFixed(0)} s, with ${genuine} genuine deliveries between them, all of which reached the origin`,
  );
  console.log(`${accepted - genuine} of the hostile ones were genuine deliveries in an odd wrapping`);
  console.log("responses:", statuses);
  console.log("logged by the Worker:", logged);
  console.log(`the heap after a collection: ${mib(before.heap)}, ${mib(after.heap)} at the end`);
  console.log(`the process: ${mib(before.process)}, ${mib(after.process)} at the end`);
});
