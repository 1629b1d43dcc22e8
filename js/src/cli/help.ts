/** `hookward help`: lists the commands, and shows how each is called. */

import { COMMON, type Command, type Options } from "./command.js";
import { columns, type Terminal, wrap } from "./terminal.js";

const EXIT_CODES = [
  ["0", "verified, accepted, or as expected"],
  ["1", "refused, or the command failed"],
  ["2", "the command is invalid, or its input cannot be read"],
  ["3", "configuration error: the scheme does not exist, or no valid secret was given"],
] as const;

/** Prints a summary of all commands. */
export function overview(commands: readonly Command[], { print, paint }: Terminal): void {
  print("hookward verifies webhook signatures, and explains why one does not match.");
  print();
  print(paint.bold("hookward COMMAND [OPTIONS]"));
  const rows = commands.map(({ name, summary }) => [name, summary]);
  for (const line of columns([...rows, ["help", "print this, or the help of a command: hookward help verify"]]))
    print(line);
  print();
  print("  --version, -V  print the version");
  print();
  print(
    "A secret is read from the scheme's environment variable, such as GILBERT_WEBHOOK_SECRET, from --secret-env or",
  );
  print("--secret-file, or asked for at a terminal. No output contains a secret. NO_COLOR=1 turns colours off.");
  printExitCodes({ print, paint });
}

/** Prints the help of one command. */
export function helpOf(command: Command, { print, paint }: Terminal): void {
  const operands = command.operands?.map((operand) => ` ${operand}`).join("") ?? "";
  print(`${paint.bold(`hookward ${command.name}${operands} [OPTIONS]`)}: ${command.summary}.`);
  for (const paragraph of command.about) {
    print();
    for (const line of wrap(paragraph, "")) print(line);
  }
  print();
  printOptions({ ...command.options, ...COMMON }, { print });
  print();
  for (const example of command.examples) print(`  ${paint.dim("$")} ${example}`);
  printExitCodes({ print, paint });
}

function printOptions(options: Options, { print }: Pick<Terminal, "print">): void {
  const rows = Object.entries(options).map(([name, { short, value }]) => {
    const spelling = `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
    return [spelling];
  });
  const lines = columns(rows);
  const width = Math.max(...lines.map((line) => line.length));
  for (const [at, { help }] of Object.values(options).entries()) {
    const [first = "", ...more] = wrap(help, " ".repeat(width + 2));
    print((lines[at] ?? "").padEnd(width) + first.slice(width));
    for (const line of more) print(line);
  }
}

function printExitCodes({ print, paint }: Pick<Terminal, "print" | "paint">): void {
  print();
  print(paint.bold("Exit codes"));
  for (const line of columns(EXIT_CODES)) print(line);
}
