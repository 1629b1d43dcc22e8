/** Where a command prints: colour on a terminal only, and nothing that a sender could steer it with. */

import { printableJson } from "../display/printable.js";

/** Writes to standard output or standard error. */
export interface Terminal {
  /** One line of the result, on standard output. */
  print(line?: string): void;
  /** A value of the result as JSON, on standard output. */
  json(value: unknown, indent?: number): void;
  /** Bytes of the result as they are. */
  write(bytes: Uint8Array): void;
  /** One line beside the result, on standard error. */
  note(line: string): void;
  readonly paint: Paint;
}

export type Paint = Readonly<Record<Colour, (text: string) => string>>;

const COLOURS = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;
type Colour = keyof typeof COLOURS;

/** Standard output and standard error. */
export function terminal(): Terminal {
  const { stdout, stderr } = process;
  // https://no-color.org: set, and not empty.
  const coloured = stdout.isTTY === true && !process.env["NO_COLOR"];
  // Whoever reads may have had enough, as `head` has. The result, and with it the exit code, is what it is.
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

/** Rows under one another, two spaces between their columns. */
export function columns(rows: readonly (readonly string[])[], width = (text: string) => text.length): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  }
  const pad = (cell: string, at: number) => cell + " ".repeat((widths[at] ?? 0) - width(cell));
  return rows.map((row) => `  ${row.map(pad).join("  ")}`.trimEnd());
}

/** Breaks a sentence into lines that are no longer than a terminal is wide, each behind `indent`. */
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
