/** The definition of a command, with its operands and options. The help and the parser use the same definition. */

import { type ParseArgsConfig, parseArgs } from "node:util";

import { type ExitCode, usage } from "./cli-error.js";
import { nearest } from "./nearest.js";
import type { Terminal } from "./terminal.js";

/** One option of a command. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** The placeholder for the value in the help, such as `FILE`. */
  readonly value?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

/** The options and operands of one call, as the user typed them. */
export class Given {
  readonly #values: Readonly<Record<string, unknown>>;
  /** The arguments that are not options, in order. */
  readonly operands: readonly string[];

  constructor(values: Readonly<Record<string, unknown>>, operands: readonly string[]) {
    this.#values = values;
    this.operands = operands;
  }

  text(name: string): string | undefined {
    return this.#values[name] as string | undefined;
  }

  texts(name: string): readonly string[] {
    return (this.#values[name] as readonly string[] | undefined) ?? [];
  }

  /** Returns whether the user typed an option. */
  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  is(name: string): boolean {
    return this.#values[name] === true;
  }

  /** Returns the value of an option that must be a whole number, 1 or more. */
  count(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^[0-9]{1,15}$/.test(text) || Number(text) === 0) throw usage(`--${name} must be a whole number, 1 or more.`);
    return Number(text);
  }
}

export interface Command {
  readonly name: string;
  /** A summary of one line. */
  readonly summary: string;
  /** The operands after the name in the usage line. An operand that ends with `...` may occur any number of times. */
  readonly operands?: readonly string[];
  readonly options: Options;
  /** Further paragraphs of the help. */
  readonly about: readonly string[];
  readonly examples: readonly string[];
  run(given: Given, terminal: Terminal): Promise<ExitCode>;
}

/** The options that every command has. */
export const COMMON: Options = {
  json: { type: "boolean", help: "print JSON, for programs" },
  help: { type: "boolean", short: "h", help: "print this help" },
};

/** Parses the arguments after a command's name. An error never contains a value, which may be a secret. */
export function parse(command: Command, args: readonly string[]): Given {
  const options = { ...command.options, ...COMMON } as ParseArgsConfig["options"] & object;
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw usage(`${explain(error, options)} See: hookward help ${command.name}`);
  }
  const most = command.operands?.at(-1)?.endsWith("...") ? Number.POSITIVE_INFINITY : (command.operands?.length ?? 0);
  const { values, positionals, tokens = [] } = parsed;
  const given = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  // Either of the two values may be the intended one.
  const repeated = given.find((name, at) => given.indexOf(name) !== at && options[name]?.multiple !== true);
  if (repeated !== undefined) throw usage(`The option --${repeated} appears twice. See: hookward help ${command.name}`);
  if (positionals.length > most) {
    const takes = most === 0 ? "only options" : `${command.operands?.join(" ")} and options`;
    throw usage(`hookward ${command.name} accepts ${takes}. See: hookward help ${command.name}`);
  }
  return new Given(values, positionals);
}

/** Returns a message for an error of parseArgs. The error's own message is not used, because it contains the typed text. */
function explain(error: unknown, options: object): string {
  const { code, message } = error as { code?: string; message: string };
  const [, name = ""] = /'(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const near = nearest(name.replace(/^-+/, ""), Object.keys(options));
    return `There is no option ${name}.${near === undefined ? "" : ` Did you mean --${near}?`}`;
  }
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    const takes = /does not take an argument/.test(message);
    return `The option ${name} ${takes ? "accepts no value." : "requires a value."}`;
  }
  return "The options cannot be read.";
}
