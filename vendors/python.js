// Functions of the vendors' Python packages, called as those of JavaScript are.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

// An interpreter of another name, such as "py" on Windows, can be given.
const PYTHON = process.env.PYTHON ?? "python3";

let lines;
let input;

/** Starts Python once: to start it anew would take a second for each call. */
function start() {
  const env = { ...process.env, PYTHONPATH: path("python_packages"), PYTHONDONTWRITEBYTECODE: "1" };
  const child = spawn(PYTHON, [path("call.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
  child.unref();
  input = child.stdin;
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}

/** Calls a function of a Python module. Throws what it raises. */
export async function callPython(module, name, ...args) {
  if (!lines) start();
  input.write(`${JSON.stringify({ module, function: name, arguments: args })}\n`);
  const { value, done } = await lines.next();
  if (done) throw new Error("Python ended");
  const { result, error } = JSON.parse(value);
  if (error !== undefined) throw new Error(error);
  return result;
}
