/** What ends a command before its work is done, and with which exit code. */

/** The exit codes of every command. Documented in `hookward help`. */
export const EXIT = { ok: 0, refused: 1, usage: 2, configuration: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A sentence for whoever typed the command: what is wrong, and what to do. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command cannot be done as it was typed, or what it was told to read cannot be read. */
export const usage = (message: string): CliError => new CliError(EXIT.usage, message);

/** What the command needs to know of the provider is missing or wrong: its scheme, its secret. */
export const configuration = (message: string): CliError => new CliError(EXIT.configuration, message);

/** The command was understood and could not be done. */
export const failed = (message: string): CliError => new CliError(EXIT.refused, message);

/** The code of an error of Node's own, such as ENOENT. */
export function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : String(error);
}
