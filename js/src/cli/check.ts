/** `hookward check`: what is wrong with the Worker's configuration, before it is deployed. */

import { printable } from "../display/printable.js";
import { EXIT, usage } from "./cli-error.js";
import type { Command } from "./command.js";
import { configurationErrors, type RouteError } from "./configuration-errors.js";
import type { Terminal } from "./terminal.js";
import {
  configPath,
  type Environment,
  nameFor,
  readConfig,
  readDevVars,
  routesOf,
  secretNames,
  tenantOf,
  type WorkerConfig,
} from "./worker-config.js";

export const check: Command = {
  name: "check",
  summary: "check the configuration of the Worker before it is deployed",
  operands: ["[FILE]"],
  options: {
    env: { type: "string", value: "NAME", help: "check only this environment (default: all)" },
  },
  about: [
    "FILE is wrangler.toml, wrangler.json or wrangler.jsonc, by default the file in this folder. The errors are those that the Worker " +
      "itself would log: the same code finds them.",
    "Secrets are not in the file. A secret in .dev.vars is also checked. The output lists the names of all secrets that the deployed Worker requires.",
  ],
  examples: ["hookward check", "hookward check wrangler.toml --env production"],
  async run(given, terminal) {
    const config = await readConfig(configPath(given.operands[0]));
    const name = given.text("env");
    const environments = config.environments.filter((one) => name === undefined || one.name === name);
    if (environments.length === 0) throw usage(`${printable(config.path)} has no such environment.`);
    const results = await Promise.all(environments.map((environment) => checkEnvironment(config, environment)));
    const ok = results.every(({ errors }) => errors.length === 0);
    if (given.is("json")) terminal.json({ ok, environments: results });
    else for (const result of results) show(config, result, terminal);
    return ok ? EXIT.ok : EXIT.configuration;
  },
};

interface Result {
  readonly environment?: string;
  readonly routes: number;
  readonly errors: readonly RouteError[];
  /** The secrets that have to be set, by name. */
  readonly secrets: readonly string[];
}

/** Checks one environment. `known`: the secrets whose values are known here. */
export async function checkEnvironment(
  config: WorkerConfig,
  environment: Environment,
  known?: Readonly<Record<string, string>>,
): Promise<Result> {
  const routes = routesOf(environment);
  const names = [...new Set(routes.flatMap(secretNames))];
  const errors = [
    ...inFile(environment, names),
    ...(await configurationErrors(bindingsOf(environment, known ?? (await readDevVars(config, environment))))),
  ];
  const { name } = environment;
  return { ...(name === undefined ? {} : { environment: name }), routes: routes.length, errors, secrets: names };
}

/** Returns the errors of the file that a Worker cannot see. */
function inFile({ vars, hasMain, ledger }: Environment, names: readonly string[]): RouteError[] {
  const secrets = new Set([...names, "ORIGIN_SECRET", "ORIGIN_SECRET_PREVIOUS", "OPERATOR_TOKEN"]);
  const written = [...secrets].filter((name) => vars[name] !== undefined);
  const errors = written.map((name) => ({
    code: "invalid_secret",
    message: `vars.${name}: Never write a secret in this file. Remove it, and set it with \`wrangler secret put ${name}\`.`,
  }));
  if (vars["METRICS"] !== undefined)
    errors.push({
      code: "invalid_option",
      message:
        "vars.METRICS: The binding METRICS must be a dataset, not a variable. Remove the variable, and add an [[analytics_engine_datasets]] table with " +
        'binding = "METRICS".',
    });
  if (ledger !== undefined && !ledger.isMigrated)
    errors.push({
      code: "invalid_option",
      message:
        `migrations: No migration creates the class ${printable(ledger.className)} of the binding LEDGER. Add a [[migrations]] table with a ` +
        `tag and new_sqlite_classes = ["${printable(ledger.className)}"].`,
    });
  if (hasMain) return errors;
  const message =
    'main: There is no program. Write main = "worker.js", with export { default } from "hookward/worker" in that file.';
  return [...errors, { code: "invalid_option", message }];
}

/** A text that is a secret in every encoding. It stands for those that are set where the Worker runs. */
export const PLACEHOLDER = "5f0c91d27ab84e635f0c91d27ab84e635f0c91d27ab84e635f0c91d27ab84e63";

/** Returns what the Worker would get: the variables, and the secrets, known here or not. */
function bindingsOf(environment: Environment, known: Readonly<Record<string, string>>) {
  const ledger = environment.ledger === undefined ? {} : { LEDGER: {} };
  return { ...placeholdersOf(environment, known), ...known, ...ledger, ...environment.products, ...environment.vars };
}

/** Returns a text for each secret that is not known here. A route of tenants gets one for one tenant. */
export function placeholdersOf(
  environment: Environment,
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = routesOf(environment).flatMap((route) =>
    secretNames(route).map((name) => nameFor(name, tenantOf(route, known))),
  );
  return Object.fromEntries(names.filter((name) => known[name] === undefined).map((name) => [name, PLACEHOLDER]));
}

function show(
  { path }: WorkerConfig,
  { environment, routes, errors, secrets }: Result,
  { print, paint }: Terminal,
): void {
  const where = environment === undefined ? printable(path) : `${printable(path)}, env.${printable(environment)}`;
  for (const { message } of errors) print(`${paint.red("✗")} ${printable(message, 2000)}`);
  if (errors.length > 0) {
    print(`${where}: ${errors.length === 1 ? "1 error" : `${errors.length} errors`}`);
    return;
  }
  print(`${paint.green("✓")} ${where}: ${routes === 1 ? "1 route" : `${routes} routes`}, no errors`);
  print(`  requires the ${secrets.length === 1 ? "secret" : "secrets"} ${secrets.join(", ")}`);
}
