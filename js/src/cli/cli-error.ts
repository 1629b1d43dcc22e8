/** The errors that end a command early, and their exit codes. */

/** The exit codes of every command. Documented in `hookward help`. */
export const EXIT = { ok: 0, refused: 1, usage: 2, configuration: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error for the user of a command. The message states what is wrong and what to do. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Creates the error for an invalid command, or for input that cannot be read. */
export const usage = (message: string): CliError => new CliError(EXIT.usage, message);

/** Creates the error for a missing or wrong configuration, such as a scheme or a secret. */
export const configuration = (message: string): CliError => new CliError(EXIT.configuration, message);

/** Creates the error for a valid command that failed. */
export const failed = (message: string): CliError => new CliError(EXIT.refused, message);

/** Returns the code of an error of Node, such as ENOENT. */
export function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : String(error);
}
