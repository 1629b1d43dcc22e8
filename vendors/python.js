// Calls functions of the vendors' Python packages, like those of JavaScript.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

// The environment variable names another interpreter, such as "py" on Windows.
const PYTHON = process.env.PYTHON ?? "python3";

let lines;
let input;

/** Starts Python once, because starting it for each call would take a second. */
function start() {
  const env = { ...process.env, PYTHONPATH: path("python_packages"), PYTHONDONTWRITEBYTECODE: "1" };
  const child = spawn(PYTHON, [path("call.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
  child.unref();
  input = child.stdin;
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}

/** Calls a function of a Python module. Throws the exception that it raises. */
export async function callPython(module, name, ...args) {
  if (!lines) start();
  input.write(`${JSON.stringify({ module, function: name, arguments: args })}\n`);
  const { value, done } = await lines.next();
  if (done) throw new Error("Python ended");
  const { result, error } = JSON.parse(value);
  if (error !== undefined) throw new Error(error);
  return result;
}
