/** Questions at the terminal. They are printed to standard error, so that the result can be redirected. */

import type { Interface } from "node:readline";
import { createInterface } from "node:readline/promises";

import { configuration } from "./cli-error.js";

/** Returns whether a user can be asked at a terminal. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Ends the process if Ctrl-C is pressed at a question, as everywhere else. A terminal in raw mode sends no signal by itself. */
export function endOnInterrupt(reader: Pick<Interface, "once" | "close">): void {
  reader.once("SIGINT", () => {
    reader.close();
    process.stderr.write("\n");
    process.kill(process.pid, "SIGINT");
  });
}

/** Asks for a text. Returns `preset` for an empty line. */
export async function ask(question: string, preset = ""): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  endOnInterrupt(reader);
  const stopping = new AbortController();
  reader.once("close", () => stopping.abort());
  try {
    const shown = preset === "" ? question : `${question} (${preset})`;
    return (await reader.question(`${shown}: `, { signal: stopping.signal })).trim() || preset;
  } catch {
    throw configuration("There was no input.");
  } finally {
    reader.close();
  }
}

/** Asks whether to do something. An empty line means no. */
export const confirm = async (question: string): Promise<boolean> => /^y(es)?$/i.test(await ask(`${question} [y/N]`));
