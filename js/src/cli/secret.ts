/** The sources of a command's secret. No output contains the secret, and the command line is the least safe source. */

import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { printable } from "../display/printable.js";
import { configuration, usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";
import { readText } from "./files.js";
import { endOnInterrupt } from "./prompt.js";
import { variableOf } from "./scheme.js";
import type { Terminal } from "./terminal.js";

export const SECRET: Options = {
  "secret-env": {
    type: "string",
    multiple: true,
    value: "NAME",
    help: "the environment variable that contains the secret; repeat the option for a rotation, newest first",
  },
  "secret-file": {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "a file that contains the secret; one line break at its end is ignored",
  },
  secret: {
    type: "string",
    multiple: true,
    value: "VALUE",
    help: "the secret itself, which the shell also stores in its history",
  },
};

/** Returns the secrets, newest first. Asks for a secret if none is given and a terminal is available. */
export async function secretsOf(given: Given, id: string, terminal: Terminal): Promise<string[]> {
  const named = await namedSecrets(given, terminal);
  if (named !== undefined) return named;
  const variable = variableOf(id);
  const value = process.env[variable];
  if (value !== undefined && value !== "") return [value];
  if (canAsk()) return [await ask(`Secret of ${id}: `)];
  throw configuration(`There is no secret. Set ${variable}, or use --secret-env NAME or --secret-file FILE.`);
}

/**
 * Returns the secrets for a request that a route refused. The route's secret may have any name, and the scheme's own variable may belong to a
 * different route. A note therefore names this variable, and the variable is not used for a tenant.
 */
export async function secretsOfRoute(
  given: Given,
  id: string,
  tenant: string | undefined,
  terminal: Terminal,
): Promise<string[]> {
  const variable = variableOf(id);
  if (tenant === undefined) {
    const isNamed = Object.keys(SECRET).some((name) => given.has(name));
    if (!isNamed && process.env[variable])
      terminal.note(
        `The secret is read from ${variable}. If the route has a different secret, name its variable with --secret-env.`,
      );
    return secretsOf(given, id, terminal);
  }
  const named = await namedSecrets(given, terminal);
  if (named !== undefined) return named;
  const shown = printable(tenant, 64);
  if (canAsk()) return [await ask(`Secret of ${id} for the tenant ${shown}: `)];
  const example = `${variable}_${shown.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
  throw configuration(
    `The request is for the tenant ${shown}, which has its own secret. Use --secret-env NAME, such as ${example}, or --secret-file FILE.`,
  );
}

const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Returns the secrets that an option names, or `undefined` if no option is given. */
async function namedSecrets(given: Given, terminal: Terminal): Promise<string[] | undefined> {
  const [names, files, values] = ["secret-env", "secret-file", "secret"].map((name) => given.texts(name));
  const kinds = [names, files, values].filter((list) => list !== undefined && list.length > 0).length;
  if (kinds > 1) throw usage("Give the secrets in one way: --secret-env, --secret-file or --secret.");
  if (names?.length) return names.map(fromEnvironment);
  if (files?.length) {
    return Promise.all(files.map((file) => fromFile(file, terminal)));
  }
  if (values?.length) {
    terminal.note(
      "Warning: --secret stays in the shell's history and is visible in the list of processes. Use --secret-env or --secret-file.",
    );
    return [...values];
  }
  return undefined;
}

/**
 * Reads a secret from a file, without a byte order mark and without a line break at its end. Prints a warning, because an app that reads the same
 * file may not ignore them.
 */
async function fromFile(path: string, terminal: Terminal): Promise<string> {
  const text = await readText(path, "--secret-file");
  const secret = text.replace(/^\ufeff/, "").replace(/\r?\n$/, "");
  const dropped = [
    text.startsWith("\ufeff") ? "begins with a byte order mark" : [],
    /\n$/.test(text) ? "ends with a line break" : [],
  ].flat();
  if (dropped.length > 0) {
    const name = path === "-" ? "standard input" : printable(path);
    terminal.note(
      `Warning: --secret-file ${name} ${dropped.join(" and ")}, which hookward ignores. Your app has to ignore it ` +
        "too; otherwise the app refuses deliveries that are genuine here.",
    );
  }
  return secret;
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== "") return value;
  // A text that is not the name of a variable may be the secret itself, passed by mistake.
  const shown = /^[A-Z_][A-Z0-9_]*$/.test(name) ? ` ${name}` : "";
  throw configuration(
    `The environment variable${shown} is ${value === "" ? "empty" : "not set"}. --secret-env requires the name of a variable.`,
  );
}

/** Asks at the terminal, and does not show the typed text. */
function ask(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve, reject) => {
    let typed: string | undefined;
    reader.once("line", (line) => {
      typed = line;
      reader.close();
    });
    endOnInterrupt(reader);
    reader.once("close", () => {
      process.stderr.write("\n");
      if (typed !== undefined) resolve(typed);
      else reject(configuration("No secret was passed."));
    });
  });
}
