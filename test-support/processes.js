// What Linux tells of the processes that this one has started. Elsewhere there is nothing to tell.

import { readFileSync } from "node:fs";

/** The numbers of the processes that this one has started; none elsewhere than on Linux. */
export function children() {
  if (process.platform !== "linux") return [];
  return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
}

/** The memory of a process that is in RAM, in bytes; NaN where there is no /proc. */
export function resident(pid) {
  if (process.platform !== "linux") return Number.NaN;
  return 1024 * Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}
