// Information about the processes that this process has started. It is available only on Linux.

import { readFileSync } from "node:fs";

/** Returns the ids of the processes that this process has started. Returns an empty list if the system is not Linux. */
export function children() {
  if (process.platform !== "linux") return [];
  return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
}

/** Returns the memory of a process in RAM, in bytes. Returns NaN if /proc does not exist. */
export function resident(pid) {
  if (process.platform !== "linux") return Number.NaN;
  return 1024 * Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}
