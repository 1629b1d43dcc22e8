// Running a consumer's program, and reading the report that it prints.

import { spawn } from "node:child_process";

/** No program takes so long; one that does hangs. */
const DEADLINE = 180_000;

/** Runs a program to its end. Gives what it printed; throws, with all of it, if it fails. */
export function run(command, args, { cwd, env = {}, deadline = DEADLINE } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => {
        printed[stream] += text;
      });
    }
    const timer = setTimeout(() => child.kill("SIGKILL"), deadline);
    const name = [command.split("/").at(-1), ...args].join(" ");
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`${name} cannot be started: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(printed.stdout);
      reject(new Error(`${name} ended with ${signal ?? `exit code ${code}`}:\n${printed.stdout}\n${printed.stderr}`));
    });
  });
}

/** Runs a program whose last line is a report. Gives the report. */
export async function report(command, args, options) {
  const last = (await run(command, args, options)).trim().split("\n").at(-1);
  try {
    return JSON.parse(last);
  } catch {
    throw new Error(`${command} printed no report, but ${JSON.stringify(last.slice(0, 500))}`);
  }
}
