/**
 * The output of a command. Colour is used only on a terminal, and JSON contains no characters that could control the
 * terminal.
 */

import { printableJson } from "../display/printable.js";

/** The standard output and the standard error of a command. */
export interface Terminal {
  /** Prints one line of the result to standard output. */
  print(line?: string): void;
  /** Prints a value of the result as JSON to standard output. */
  json(value: unknown, indent?: number): void;
  /** Writes bytes of the result unchanged to standard output. */
  write(bytes: Uint8Array): void;
  /** Prints one line that is not part of the result to standard error. */
  note(line: string): void;
  readonly paint: Paint;
}

export type Paint = Readonly<Record<Colour, (text: string) => string>>;

const COLOURS = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;
type Colour = keyof typeof COLOURS;

/** Returns a terminal for standard output and standard error. */
export function terminal(): Terminal {
  const { stdout, stderr } = process;
  // https://no-color.org: set, and not empty.
  const coloured = stdout.isTTY === true && !process.env["NO_COLOR"];
  // The reader of a pipe may close it early, as `head` does. This must not change the result or the exit code.
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error) => {
      if (!("code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED"))) throw error;
    });
  }
  const paint = Object.entries(COLOURS).map(([name, [on, off]]) => [
    name,
    (text: string) => (coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text),
  ]);
  return {
    print: (line = "") => void stdout.write(`${line}\n`),
    json: (value, indent) => void stdout.write(`${printableJson(value, indent)}\n`),
    write: (bytes) => void stdout.write(bytes),
    note: (line) => void stderr.write(`${line}\n`),
    paint: Object.fromEntries(paint) as Paint,
  };
}

/** Returns rows as aligned lines, with two spaces between the columns. */
export function columns(rows: readonly (readonly string[])[], width = (text: string) => text.length): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  }
  const pad = (cell: string, at: number) => cell + " ".repeat((widths[at] ?? 0) - width(cell));
  return rows.map((row) => `  ${row.map(pad).join("  ")}`.trimEnd());
}

/** Breaks a text into lines that are at most `width` characters long. Each line begins with `indent`. */
export function wrap(text: string, indent: string, width = 100): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}
